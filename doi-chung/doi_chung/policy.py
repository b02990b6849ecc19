"""Whose cosignatures make a checkpoint count: a policy file (c2sp.org/tlog-policy)."""

import re
from collections.abc import Collection
from typing import NamedTuple

from doi_chung.notes import WITNESS, Key, read_key


class Policy(NamedTuple):
    witnesses: dict[str, Key]
    #: those who answer while they are asked: they say that nothing more was there at that moment
    online: set[str]
    #: how many of whom make a group
    groups: dict[str, tuple[int, list[str]]]
    quorum: str = ""

    def satisfied(self, names: Collection[str], rule: str = "") -> bool:
        """Whether these witnesses are enough for the quorum, or for one of its groups."""
        rule = rule or self.quorum
        if rule in self.groups:
            least, members = self.groups[rule]
            return sum(self.satisfied(names, member) for member in members) >= least
        return rule == "none" or rule in names


NOBODY = Policy({}, set(), {}, "none")


def read_policy(text: str) -> Policy:
    """Strictly; ``ValueError`` names the line that is none."""
    policy, names, members = Policy({}, set(), {}), {"none"}, list[str]()
    for line in text.split("\n"):
        match [word for word in re.split("[ \t]", line) if word]:
            case [] | ["log", _] | ["log", _, _]:
                continue
            case [first, *_] if first.startswith("#"):
                continue
            case ["witness", name, key, *url] if name not in names and not url[1:]:
                policy.witnesses[name] = read_key(key, WITNESS)
                policy.online.update(name for at in url if at.startswith(("https:", "http:")))
            case ["group", name, least, *among] if name not in names and {*among} < names:
                members += among
                count = {"all": len(among), "any": 1}.get(least) or int(least)
                policy.groups[name] = count, among
                if not 1 <= count <= len(among) or len(members) > len({*members}):
                    raise ValueError(line)
            case ["quorum", name] if not policy.quorum and name in names:
                policy = policy._replace(quorum=name)
                continue
            case _:
                raise ValueError(line)
        names.add(name)
    keys = {key.public.public_bytes_raw() for key in policy.witnesses.values()}
    if not policy.quorum or len(keys) < len(policy.witnesses):
        raise ValueError("chính sách nhân chứng thiếu quorum, hoặc có một khóa hai lần")
    return policy
