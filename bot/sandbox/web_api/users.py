"""users.*: the members of the workspace."""

from bot.sandbox import cast
from bot.sandbox.json_types import JsonObject
from bot.sandbox.slack_errors import SlackError
from bot.sandbox.web_api.call import Call, page_of
from bot.sandbox.world import World


def info(world: World, call: Call) -> JsonObject:
    person = world.workspace.people.get(call.text("user"))
    if person is None:
        raise SlackError(code="user_not_found")
    with_locale = call.flag("include_locale")
    user = person.as_slack(team=cast.TEAM, now=world.clock.now(), with_locale=with_locale)
    return {"user": user}


def list_users(world: World, call: Call) -> JsonObject:
    with_locale = call.flag("include_locale")
    listed = [
        person.as_slack(team=cast.TEAM, now=world.clock.now(), with_locale=with_locale)
        for person in world.workspace.people.values()
    ]
    found, metadata = page_of(call, listed, default=1000)
    return {
        "members": found,
        "cache_ts": int(world.clock.now().timestamp()),
        "response_metadata": metadata,
    }
