"""Small studies and files written for one test, and their problems as they are told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from netkit.errors import Problem
from netkit.evidence import check

SAMPLES = Path(__file__).with_name("samples")

STUDY: Mapping[str, str] = {
    "study.toml": """\
schema = 1
title = "Harbour"
citation = "A made-up study"

[[phases]]
id = "before"
title = "Before"
from = "2001"
to = 2004

[[phases]]
id = "after"
title = "After"

[[relations]]
id = "information"
title = "Information"
file = "edges/information.csv"

[[relations]]
id = "referral"

[views.all]
title = "Everything"
relations = ["information", "referral"]
phase = "after"

[views.early]
phase = "before"

[support]
strained = 0.25
implied = 0.5

[disclosure]
threshold = 3
marking = "INTERNAL"

[codebook.channels.protocol]
definition = "A procedure"

[codebook.channels.personal]
definition = "A known contact"
person_dependent = true

[codebook.barriers.mistrust]
definition = "Fear of its use"

[codebook.sectors.health]
title = "Health"
colour = "#a3123a"

[codebook.sectors.police]
colour = "#1f4e79"
""",
    "actors.csv": """\
id,name,sector,tier,kind,members,until,description,size
school,Schools,,local,agency,,,"Schools, all of them",40
clinic,Clinics,health,local,agency,,,,7
police,Police,police,local,agency,,,,
group,The group,,regional,body,,before,,
agencies,The agencies,,local,collective,school;clinic;police,,,
""",
    "respondents.csv": "id,kind,recorded,actor\nR1,statutory,yes,school\nR2,voluntary,no,\n",
    "edges/information.csv": """\
evidence_id,source,target,status,channel,phase,barriers,respondents,section,paragraph,summary,confidence,share,tone
E1,school,police,open,personal,any,,R1;R2,one,3,Schools ring.,explicit,board,calm
E2,clinic,police,broken,,after,mistrust,R2,one,4,Clinics keep it.,implied,research,
E3,agencies,agencies,strained,protocol,any,,AUTHORS,two,1,Late.,implied,board,
""",
    "edges/referral.csv": """\
evidence_id,source,target,status,channel,phase,barriers,respondents
E4,school,group,open,protocol,before,,R1
""",
    "conditions.csv": """\
condition_id,actor,barrier,phase,respondents,section,paragraph,summary,confidence
C1,clinic,mistrust,any,R2,two,2,Not looked at.,explicit
""",
    "pathways.csv": """\
pathway_id,title,route,step,source,target,relation,basis,section,paragraph,summary
report,Reporting,school,1,school,police,referral,law,,,
report,Reporting,school,2,police,clinic,information,law,,,
""",
    "layout.csv": "actor,x,y\nschool,0.5,-1\npolice,3,2e1\n",
    "scenarios.toml": """\
[[scenarios]]
id = "share"
title = "Clinics share"
basis = [{ respondents = ["R1"], section = "one", paragraph = 4 }]
changes = [
  { op = "set-state", source = "clinic", target = "police", state = "works" },
  { op = "extend-body", actor = "group", until = "after" },
]

[[scenarios]]
id = "hub"
basis = { respondents = ["AUTHORS"] }
changes = [
  { op = "add-hub", hub = "clinic", actors = ["school", "police"] },
  { op = "add-tie", source = "police", target = "school", relation = "referral" },
  { op = "remove-tie", source = "school", target = "police" },
  { op = "remove-actor", actor = "group" },
  { op = "remove-channel", channel = "personal" },
]
""",
}


def write_study(folder: Path, files: Mapping[str, str | bytes] = STUDY) -> Path:
    """Write a study's files into a folder."""
    for name, content in files.items():
        write(folder / name, content)
    return folder


def write(path: Path, content: str | bytes) -> Path:
    """Write one file as it is given, without touching line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """Give the small study with one passage of one file changed."""
    text = STUDY[file]
    if old not in text:
        raise ValueError(f"{old!r} does not stand in {file}")
    return {**STUDY, file: text.replace(old, new, 1)}


def told(path: Path, root: Path, **options: Any) -> list[str]:
    """Give the problems of a path as they are told, with paths relative to a root."""
    return [relative(problem, root) for problem in check(path, **options)]


def relative(problem: Problem, root: Path) -> str:
    """Give a problem as it is told, with its path relative to a root."""
    return str(problem).removeprefix(f"{root.as_posix()}/")
