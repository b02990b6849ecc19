-- What only a superuser can set up, once in each database; running it again changes nothing.
--   psql -v ON_ERROR_STOP=1 -d feedback -f feedback/launch/superuser.sql
--
-- Nobody but the owner of the database and a superuser may make, alter or drop a definition, and
-- whatever they do is written down in ddl_event. A superuser can switch this off, and says so by it:
-- CREATE, ALTER and DROP EVENT TRIGGER alone are not seen here.

DO $$ BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;

CREATE OR REPLACE FUNCTION public.feedback_may_define() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = session_user AND rolsuper)
      OR EXISTS (SELECT FROM pg_database
                  WHERE datname = current_database() AND pg_get_userbyid(datdba) = session_user)
$$;

CREATE OR REPLACE FUNCTION public.feedback_note_definition() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  noted record;
BEGIN
  IF NOT public.feedback_may_define() THEN
    RAISE EXCEPTION '% refused: definitions are changed by the owner alone', TG_TAG
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF to_regclass('public.ddl_event') IS NULL THEN
    RETURN;  -- before the first migration there is nothing to protect
  END IF;
  IF TG_EVENT = 'sql_drop' THEN
    FOR noted IN SELECT object_identity FROM pg_event_trigger_dropped_objects() WHERE original LOOP
      INSERT INTO public.ddl_event (login, command, object)
      VALUES (session_user, TG_TAG, noted.object_identity);
    END LOOP;
  ELSE
    FOR noted IN SELECT command_tag, object_identity FROM pg_event_trigger_ddl_commands()
                  WHERE schema_name IS DISTINCT FROM 'pg_temp' LOOP
      INSERT INTO public.ddl_event (login, command, object)
      VALUES (session_user, noted.command_tag, coalesce(noted.object_identity, ''));
    END LOOP;
  END IF;
END $$;

DROP EVENT TRIGGER IF EXISTS feedback_definitions;
CREATE EVENT TRIGGER feedback_definitions ON ddl_command_end
  EXECUTE FUNCTION public.feedback_note_definition();
ALTER EVENT TRIGGER feedback_definitions ENABLE ALWAYS;
DROP EVENT TRIGGER IF EXISTS feedback_dropped;
CREATE EVENT TRIGGER feedback_dropped ON sql_drop
  EXECUTE FUNCTION public.feedback_note_definition();
ALTER EVENT TRIGGER feedback_dropped ENABLE ALWAYS;
