"""Fence in the history: what the application may write, and what nobody changes by mistake.

Triggers and grants stop the application and slips at the console. They do not stop whoever owns
the database; checkpoints held elsewhere do (docs/history.md).
"""

from alembic import op

revision = "history"
down_revision = "create_tables"
branch_labels = None
depends_on = None

#: Row triggers do not see TRUNCATE; without ENABLE ALWAYS a replica session skips them.
FUNCTIONS = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION protect_append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %s
    FOR EACH ROW EXECUTE FUNCTION refuse_change()', target);
  EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_rows', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_table', target);
  EXECUTE format('REVOKE ALL ON %s FROM feedback_app', target);
  EXECUTE format('GRANT SELECT, INSERT ON %s TO feedback_app', target);
END $$;

CREATE FUNCTION only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  same boolean;
BEGIN
  IF TG_TABLE_NAME = 'log_head' THEN
    same := NEW.id = OLD.id AND NEW.size > OLD.size AND NEW.last_at >= OLD.last_at;
  ELSE
    same := NEW.book = OLD.book AND NEW.year = OLD.year AND NEW.last > OLD.last;
  END IF;
  IF same IS NOT TRUE THEN
    RAISE EXCEPTION '% only counts forward', TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION protect_counter(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER only_forward BEFORE UPDATE ON %s
    FOR EACH ROW EXECUTE FUNCTION only_forward()', target);
  EXECUTE format('CREATE TRIGGER never_fewer BEFORE DELETE OR TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER only_forward', target);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER never_fewer', target);
  EXECUTE format('REVOKE ALL ON %s FROM feedback_app', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO feedback_app', target);
END $$;
"""

PROTECTION = """
SELECT protect_append_only('entry');
SELECT protect_append_only('log_checkpoint');
SELECT protect_counter('log_head');
SELECT protect_counter('register_counter');
REVOKE ALL ON entry_salt FROM feedback_app;
GRANT SELECT, INSERT, DELETE ON entry_salt TO feedback_app;
REVOKE INSERT ON log_head FROM feedback_app;
INSERT INTO log_head (id, size, last_at) VALUES (1, 0, 'epoch') ON CONFLICT DO NOTHING;
"""


def upgrade() -> None:
    op.execute(FUNCTIONS)
    op.execute(PROTECTION)


def downgrade() -> None:
    """The fence stays: a history without it proves less than its documents say."""
    raise NotImplementedError("the protection of the history is not taken down")
