"""What the doctor says in English."""

from bot.domain.checkup import Subject, Trouble
from bot.ui.texts.checkup import CheckupTexts

ENGLISH_CHECKUP = CheckupTexts(
    well={
        Subject.DATABASE: "The database answers, and its schema is the newest.",
        Subject.FILES: "The folder of kept files, {folder}, can be written to.",
        Subject.BOT_TOKEN: "Slack accepts the bot token.",
        Subject.SCOPES: "All scopes that are needed are granted.",
        Subject.CLOCK: "This machine's clock is right.",
        Subject.REQUESTS: "Slack's requests can get here.",
        Subject.CHANNEL: "The quality channel {channel} is private, and Vigie is a member.",
        Subject.PEOPLE: "{person} is a member of the workspace.",
        Subject.OUTBOX: "No message was left unsent.",
    },
    wrong={
        Trouble.DATABASE_AWAY: "The database does not answer ({reason}).",
        Trouble.DATABASE_NOT_MADE: "The database does not exist yet.",
        Trouble.SCHEMA_OLD: "The schema is not the one of this version of Vigie.",
        Trouble.FILES_NOT_WRITABLE: "The folder of kept files, {folder}, cannot be written to.",
        Trouble.TOKEN_MALFORMED: "{variable} is empty or was not copied whole.",
        Trouble.TOKEN_REFUSED: "Slack refuses the bot token ({code}).",
        Trouble.SLACK_AWAY: "Slack cannot be reached ({reason}).",
        Trouble.SCOPES_MISSING: "Scopes are missing: {scopes}.",
        Trouble.CLOCK_WRONG: "This machine's clock is {seconds} s away from Slack's.",
        Trouble.SOCKET_REFUSED: "Slack refuses to open a connection ({code}).",
        Trouble.SECRET_MISSING: "Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set.",
        Trouble.CHANNEL_NOT_CHOSEN: "No quality channel is chosen.",
        Trouble.CHANNEL_NOT_SEEN: "Vigie does not see the quality channel {channel} ({code}).",
        Trouble.CHANNEL_NOT_JOINED: "Vigie is not a member of the quality channel {channel}.",
        Trouble.CHANNEL_PUBLIC: "The quality channel {channel} is public.",
        Trouble.CHANNEL_ARCHIVED: "The quality channel {channel} is archived.",
        Trouble.NO_QUALITY_MANAGER: "No quality manager is named.",
        Trouble.NO_TRAINING_MANAGER: "No training manager is named.",
        Trouble.PERSON_UNKNOWN: "Slack does not know {person} ({code}).",
        Trouble.PERSON_LEFT: "{person} has left the workspace.",
        Trouble.MESSAGES_STOPPED: "Messages that Slack refused for good: {count}.",
    },
    remedy={
        Trouble.DATABASE_AWAY: "Check DATABASE_URL, and that the server runs.",
        Trouble.DATABASE_NOT_MADE: "vigie run makes it; if it should exist, check DATABASE_URL.",
        Trouble.SCHEMA_OLD: "vigie run and vigie migrate bring it up; first back up: vigie backup.",
        Trouble.FILES_NOT_WRITABLE: "Let Vigie's account write there, or set VIGIE_FILES_FOLDER.",
        Trouble.TOKEN_MALFORMED: (
            "Copy it anew from the app's page at api.slack.com/apps: "
            "xoxb-… for the bot, xapp-… for the app."
        ),
        Trouble.TOKEN_REFUSED: (
            "Copy SLACK_BOT_TOKEN anew from OAuth & Permissions, or reinstall the app."
        ),
        Trouble.SLACK_AWAY: "Check the network, the firewall (HTTPS out) and SLACK_API_URL.",
        Trouble.SCOPES_MISSING: "Paste manifest.yml into App Manifest, then reinstall the app.",
        Trouble.CLOCK_WRONG: "Set the clock by NTP (timedatectl set-ntp true).",
        Trouble.SOCKET_REFUSED: (
            "Turn Socket Mode on, and copy SLACK_APP_TOKEN from Basic Information, "
            "App-Level Tokens, with the scope connections:write."
        ),
        Trouble.SECRET_MISSING: (
            "Set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET (HTTP mode)."
        ),
        Trouble.CHANNEL_NOT_CHOSEN: "In Slack: /qualite reglages.",
        Trouble.CHANNEL_NOT_SEEN: (
            "Invite Vigie there (/invite @Vigie), or choose another: /qualite reglages."
        ),
        Trouble.CHANNEL_NOT_JOINED: "In that channel: /invite @Vigie.",
        Trouble.CHANNEL_PUBLIC: "Make it private, or choose a private one: /qualite reglages.",
        Trouble.CHANNEL_ARCHIVED: "Unarchive it, or choose another: /qualite reglages.",
        Trouble.NO_QUALITY_MANAGER: "In Slack: /qualite reglages.",
        Trouble.NO_TRAINING_MANAGER: (
            "Nobody is told of incidents directly. In Slack: /qualite reglages."
        ),
        Trouble.PERSON_UNKNOWN: "Name somebody else: /qualite reglages.",
        Trouble.PERSON_LEFT: "Name somebody else: /qualite reglages.",
        Trouble.MESSAGES_STOPPED: (
            "The quality managers know why. Vigie tries again when it starts, "
            "and when the settings are saved."
        ),
    },
    all_well="Vigie can work.",
    one_failure="One thing is to be mended before Vigie can work.",
    failures="{count} things are to be mended before Vigie can work.",
)
