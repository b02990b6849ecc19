"""The one password of everybody invented, and its hash."""

from argon2 import PasswordHasher

PASSWORD = "mật khẩu của cả tỉnh nhỏ"  # noqa: S105 - of invented people
#: Cheap on purpose: what a real one costs is told by the tests of the accounts.
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
