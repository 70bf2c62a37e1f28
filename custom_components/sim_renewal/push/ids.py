"""The names of pushes and of their buttons: understood days later, and they give nothing away."""

from collections.abc import Mapping
from dataclasses import dataclass
import re
import zlib

from ..const import DOMAIN
from ..core.model import Verdict
from ..core.planner import topic_of

RENEWED = "RENEWED"
USED = "USED"
REGISTERED = "REGISTERED"
LATER = "LATER"
LATER_3 = "LATER3"
LATER_7 = "LATER7"
REPLY = "REPLY"
AMOUNT = "AMOUNT"
UNDO = "UNDO"
DATE = "DATE"
COUNT = "COUNT"
SECOND = "SECOND"
FREE = "FREE"
REVERT = "REVERT"
UNTIL = "UNTIL"
FORGET = "FORGET"
WORKS = "WORKS"
OPEN = "URI"
DAYS_LATER = {LATER: 1, LATER_3: 3, LATER_7: 7}
VERDICTS = {each.name: each for each in Verdict}

OF_A_RENEWAL = frozenset({AMOUNT, UNDO, COUNT, SECOND, REVERT, UNTIL})
"""What corrects a renewal, of which the button knows the token."""

_OURS = "SIM_RENEWAL_"
_OF_A_CYCLE = (RENEWED, USED, REGISTERED, DATE, REPLY, FREE)
_OF_A_LINE = (*_OF_A_CYCLE, FORGET, *sorted(OF_A_RENEWAL), *VERDICTS)
_OF_A_RECIPIENT = (WORKS,)
_SUBJECT = r"_([0-9A-Z]{26})_([0-9a-f]{8})"
_ACTION = re.compile(
    rf"{_OURS}(?:({'|'.join((*_OF_A_LINE, *_OF_A_RECIPIENT))}){_SUBJECT}"
    rf"|({'|'.join(DAYS_LATER)})((?:{_SUBJECT})+))"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A pressed button: what to do, about which line, and in which cycle or of which renewal.

    That of a test is about a recipient instead, whose id has the same form.
    """

    verb: str
    line_id: str
    token: str

    @property
    def action(self) -> str:
        """What a button sends back; it names no person, number or date."""
        return f"{_OURS}{self.verb}_{self.line_id}_{self.token}"


def action_id(verb: str, line_id: str, subject: str) -> str:
    """Return what a button about a cycle or a renewal sends back."""
    return Answer(verb, line_id, token_of(subject)).action


def action_about(verb: str, subjects: Mapping[str, str]) -> str:
    """Return what a button about several lines sends back: it is understood without a memory."""
    named = (f"_{line_id}_{token_of(subject)}" for line_id, subject in subjects.items())
    return f"{_OURS}{verb}{''.join(named)}"


def is_ours(action: str) -> bool:
    """Return whether a button is one of ours, also one that only another version understands."""
    return action.startswith(_OURS)


def parse_action(action: str) -> tuple[Answer, ...]:
    """Return the answers that a pressed button gives, one a line; none if it is not understood."""
    match = _ACTION.fullmatch(action)
    if match is None:
        return ()
    if match[1] is not None:
        return (Answer(match[1], match[2], match[3]),)
    return tuple(Answer(match[4], *subject) for subject in re.findall(_SUBJECT, match[5]))


def token_of(subject: str) -> str:
    """Return eight characters that tell cycles or renewals apart and give nothing away."""
    return f"{zlib.crc32(subject.encode()):08x}"


def tag_of(line_id: str, cycle: str = "") -> str:
    """Return the tag under which a line's push can be replaced and cleared.

    Matters beside the renewal have pushes of their own.
    """
    topic = topic_of(cycle)
    return f"{DOMAIN}_{line_id}_{topic}" if topic else f"{DOMAIN}_{line_id}"


def bundle_tag_of(bundle: str) -> str:
    """Return the tag of a push about several matters."""
    return f"{DOMAIN}_{bundle}"


def answer_tag_of(line_id: str) -> str:
    """Return the tag of the push that tells what a press about a line, or a bundle, has done."""
    return f"{DOMAIN}_{line_id}_answer"


TEST_TAG = f"{DOMAIN}_test"
"""The tag of a test, and of what tells that the answer to it came back."""

UNKNOWN_TAG = f"{DOMAIN}_answer"
"""The tag of the push that tells that a button is not known."""


def question_tag_of(line_id: str) -> str:
    """Return the tag of the push that asks what became of a renewal."""
    return f"{DOMAIN}_{line_id}_verify"
