# SPDX-License-Identifier: Apache-2.0
from command_vehicle.domain.positioning import Fix, FixQuality, LinkState, SourceReason
from command_vehicle.services.positioning.receiver_choice import STEADY_S, Candidate, ReceiverChoice
from tests.support.clock import FakeClock
from tests.support.positioning import a_fix

AUTONOMOUS = FixQuality.AUTONOMOUS
FIXED = FixQuality.RTK_FIXED


def candidate(
    name: str,
    quality: FixQuality = AUTONOMOUS,
    accuracy_m: float | None = 3.0,
    age_s: float | None = 0.1,
) -> Candidate:
    fix: Fix = a_fix(FakeClock(), name, quality=quality, accuracy_m=accuracy_m)
    return Candidate(
        name=name,
        valid=None if age_s is None else fix,
        valid_age_s=age_s,
        newest_age_s=age_s,
        link=LinkState.RECEIVING,
    )


def chosen_after(seconds: int, *candidates: Candidate, first: str = "a") -> ReceiverChoice:
    choice = ReceiverChoice()
    choice.reconsider([other for other in candidates if other.name == first], 0.0)
    for second in range(seconds + 1):
        choice.reconsider(candidates, float(second))
    return choice


def test_the_first_with_a_fix_is_taken() -> None:
    choice = ReceiverChoice()
    changed = choice.reconsider([candidate("a", age_s=None), candidate("b")], 0.0)
    assert (changed, choice.chosen, choice.reason) == (True, "b", SourceReason.FIRST_FIX)


def test_without_a_fix_nothing_is_chosen() -> None:
    choice = ReceiverChoice()
    assert not choice.reconsider([candidate("a", age_s=None)], 0.0)


def test_of_several_the_best_quality_is_taken_first() -> None:
    choice = ReceiverChoice()
    choice.reconsider([candidate("a"), candidate("b", FIXED)], 0.0)
    assert choice.chosen == "b"


def test_a_better_quality_wins_when_it_is_steady() -> None:
    choice = chosen_after(int(STEADY_S), candidate("a"), candidate("b", FIXED))
    assert (choice.chosen, choice.reason) == ("b", SourceReason.BETTER)


def test_a_better_quality_has_to_be_steady() -> None:
    assert chosen_after(int(STEADY_S) - 1, candidate("a"), candidate("b", FIXED)).chosen == "a"


def test_half_the_error_is_better() -> None:
    assert chosen_after(20, candidate("a"), candidate("b", accuracy_m=1.0)).chosen == "b"


def test_a_little_less_error_is_not() -> None:
    assert chosen_after(20, candidate("a"), candidate("b", accuracy_m=2.5)).chosen == "a"


def test_an_unknown_error_is_worse_than_a_known_one() -> None:
    assert chosen_after(20, candidate("a", accuracy_m=None), candidate("b")).chosen == "b"


def test_two_unknown_errors_leave_the_order() -> None:
    both = candidate("a", accuracy_m=None), candidate("b", accuracy_m=None)
    assert chosen_after(20, *both, first="b").chosen == "a"


def test_a_simulated_position_never_wins() -> None:
    simulated = candidate("b", FixQuality.SIMULATOR, accuracy_m=0.1)
    assert chosen_after(60, candidate("a"), simulated).chosen == "a"


def test_the_preferred_one_returns_when_it_is_as_good() -> None:
    choice = chosen_after(20, candidate("a"), candidate("b"), first="b")
    assert (choice.chosen, choice.reason) == ("a", SourceReason.RETURNED)


def test_the_preferred_one_does_not_return_while_it_is_worse() -> None:
    worse = candidate("a", accuracy_m=30.0)
    assert chosen_after(20, worse, candidate("b"), first="b").chosen == "b"


def test_a_break_starts_the_waiting_anew() -> None:
    choice = chosen_after(9, candidate("a"), candidate("b", FIXED))
    choice.reconsider([candidate("a"), candidate("b")], 9.5)
    choice.reconsider([candidate("a"), candidate("b", FIXED)], 10.0)
    choice.reconsider([candidate("a"), candidate("b", FIXED)], 19.0)
    assert choice.chosen == "a"


def test_a_receiver_without_quality_counts_as_autonomous() -> None:
    bare = candidate("b")
    assert chosen_after(20, candidate("a", FixQuality.ESTIMATED), bare).chosen == "b"
