"""What respondents and authors ask for: wishes, not findings about what works."""

from __future__ import annotations

from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source


@says("asked", 10)
def changes_asked_for(source: Source) -> Iterator[Finding]:
    """List the changes the study holds as scenarios; what they would connect is not computed."""
    titles = [scenario.title for scenario in source.found.study.scenarios]
    if titles:
        yield Finding("asked.changes", {"titles": titles})
