"""Kind, platform, hours, assistants, groups, budget and newcomers each change the plan as a reader expects."""

from dataclasses import replace

from community_playbook.intake.library import load_library
from community_playbook.plan.plan import make_plan
from community_playbook.plan.questions import questions
from making import TODAY, chosen, community, groups, members, plan


def state(found, tactic):
    return found.choice(tactic).state


def test_kind():
    """Selling needs warmth, knowledge needs quiet (the source's first question)."""
    shared = {"groups": groups(4), "onboarding": {"newcomers_per_week": 12}, "points": {"mode": "ledger"}}
    knowledge, selling = plan("knowledge", 12, **shared), plan("selling", 12, **shared)
    assert selling.diagnosis.score >= knowledge.diagnosis.score + 25
    assert state(knowledge, "welcome-chain") == "no"
    assert state(selling, "welcome-chain") in ("now", "next")
    assert {"welcome-chain", "points-and-teams"} <= chosen(selling)
    local = plan("local", 12, **shared)
    assert local.choice("small-meetups").value > knowledge.choice("small-meetups").value


def test_platform():
    """No red packets on Discord, nor where nobody gave a budget; topic channels do not rotate there."""
    shared = {"groups": groups(6), "onboarding": {"newcomers_per_week": 8}}
    wechat = plan("professional", 8, **shared)
    discord = plan("professional", 8, community={"platform": "discord"}, **shared)
    assert wechat.facts.packets.packet_mode == "none"
    assert wechat.facts.packets.packet_wish > 0
    assert discord.facts.packets.packet_mode == "none"
    assert discord.choice("red-packet-first").cost_per_month == 0
    assert state(wechat, "rotation") != "no"
    assert state(discord, "rotation") == "no"


def test_hours():
    """More hours carry more, and what does not fit says how much is missing."""
    shared = {"groups": groups(16), "onboarding": {"newcomers_per_week": 20}}
    few, many = plan("knowledge", 2, **shared), plan("knowledge", 15, **shared)
    assert few.value < many.value
    assert len(chosen(few)) < len(chosen(many))
    reasons = {c.refusal.reason for c in few.state("later") if c.refusal}
    assert reasons & {"hours", "needs"}
    assert all(
        c.refusal.wanted > c.refusal.spare
        for c in few.state("later")
        if c.refusal and c.refusal.reason == "hours"
    )


def test_assistants():
    """What an assistant can do moves to the assistant; alone, all of it is the owner's."""
    shared = {"groups": groups(6), "onboarding": {"newcomers_per_week": 12}}
    alone = plan("knowledge", 6, **shared)
    helped = plan("knowledge", 6, operator={"assistants": 1, "assistant_hours_per_week": 5}, **shared)
    assert alone.week.helper_minutes == 0
    assert {s.who for s in alone.week.slots} == {"owner"}
    assert helped.week.helper_minutes > 0
    assert helped.week.owner_minutes < alone.week.owner_minutes
    assert helped.value >= alone.value


def test_groups():
    """One group cannot rotate; more groups thin the hours out and cost more minutes."""
    onboarding = {"newcomers_per_week": 6}
    one = plan("knowledge", 8, groups=groups(1), onboarding=onboarding)
    twenty = plan("knowledge", 8, groups=groups(20), onboarding=onboarding)
    assert state(one, "rotation") == "no"
    assert state(twenty, "rotation") != "no"
    assert twenty.diagnosis.score < one.diagnosis.score
    assert (
        twenty.choice("rotation").minutes > plan("knowledge", 8, groups=groups(5)).choice("rotation").minutes
    )
    assert twenty.facts.sizes.minutes_per_group < one.facts.sizes.minutes_per_group


def test_budget():
    """A packet each, one an evening, or none: as the month's money allows, never above it."""

    def packets(budget):
        red_packet = {"intro": 5, "monthly_budget": budget}
        onboarding = {"newcomers_per_week": 20, "red_packet": red_packet}
        return plan("knowledge", 10, groups=groups(4), onboarding=onboarding)

    rich, tight, broke = packets(800), packets(200), packets(0)
    assert [p.facts.packets.packet_mode for p in (rich, tight, broke)] == ["each", "evening", "none"]
    assert rich.choice("red-packet-first").cost_per_month <= 800
    assert 0 < tight.choice("red-packet-first").cost_per_month <= 200
    assert broke.choice("red-packet-first").cost_per_month == 0


def test_newcomers():
    """None: the five welcome tactics rest. More: more evenings and more minutes."""

    def with_newcomers(count):
        return plan("knowledge", 10, groups=groups(4), onboarding={"newcomers_per_week": count})

    none, some, many = with_newcomers(0), with_newcomers(8), with_newcomers(45)
    welcome = ("join-window", "self-intro", "red-packet-first", "introduce-newcomers", "welcome-chain")
    assert all(state(none, t) == "no" for t in welcome)
    assert (some.facts.newcomers.evenings, many.facts.newcomers.evenings) == (1, 3)
    assert many.choice("introduce-newcomers").minutes > some.choice("introduce-newcomers").minutes
    assert many.diagnosis.score > some.diagnosis.score


def test_roster_tells_newcomers_and_whom_they_should_meet():
    people = [replace(m, skills=("选品",)) if i in (0, 90, 93, 94) else m for i, m in enumerate(members(300))]
    found = plan("interest", 5, people=tuple(people))
    assert found.facts.newcomers.newcomers_known == "roster"
    assert found.facts.newcomers.newcomers == 7
    greeting = found.facts.newcomers.greeting
    assert greeting.newcomer.id == "m0000"
    assert {m.id for m in greeting.matches} == {"m0090", "m0093"}, "only members who consent are mentioned"
    assert greeting.same_city


def test_packets_cost_money_only_where_it_was_granted():
    asked = {"groups": groups(6), "onboarding": {"newcomers_per_week": 8}}
    silent = plan(hours=8, **asked)
    granted = plan(hours=8, groups=groups(6),
                   onboarding={"newcomers_per_week": 8, "red_packet": {"monthly_budget": 900}})  # fmt: skip
    assert silent.choice("red-packet-first").cost_per_month == 0
    assert silent.facts.packets.packet_mode == "none"
    assert not [step for step in silent.agenda.steps if step.money]
    assert "packet_budget" in silent.facts.assumed
    assert granted.choice("red-packet-first").cost_per_month == silent.facts.packets.packet_wish > 0
    assert "packet_budget" not in granted.facts.assumed


def test_time_zone_and_currency_are_asked_of_who_does_not_write_in_the_usual_language():
    english = plan(community={"language": "en"})
    assert {"timezone", "currency"} <= set(english.facts.assumed)
    said = plan(community={"language": "en", "timezone": "Europe/Berlin", "currency": "EUR"})
    assert not {"timezone", "currency"} & set(said.facts.assumed)
    assert not {"timezone", "currency"} & set(plan().facts.assumed)
    found = community(community={"language": "en"}, groups=groups(2), onboarding={"newcomers_per_week": 2})
    assert "place" in questions(found, make_plan(found, load_library(), TODAY).facts)


def test_half_a_newcomer_a_week_comes_every_other_week():
    half, one = (plan(groups=groups(2), onboarding={"newcomers_per_week": n}) for n in (0.5, 1))
    assert (half.facts.newcomers.newcomers, half.facts.newcomers.fortnightly) == (1, True)
    assert (one.facts.newcomers.newcomers, one.facts.newcomers.fortnightly) == (1, False)
