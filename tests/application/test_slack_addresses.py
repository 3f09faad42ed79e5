"""The token goes to Slack's file hosts, answers to its hook host, and nothing anywhere else."""

import pytest

from bot.slack.addresses import SlackAddresses

SLACK = SlackAddresses(api_url="https://slack.com/api/")
SANDBOX = SlackAddresses(api_url="http://127.0.0.1:8017/api/")

ELSEWHERE = [
    "",
    "F0123",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "http://files.slack.com/files-pri/T1-F1/a.png",
    "https://files.slack.com:8443/files-pri/T1-F1/a.png",
    "https://files.slack.com@evil.example/a.png",
    "https://x@files.slack.com/a.png",
    "https://evil.example\\@files.slack.com/a.png",
    "https://files.slack.com.evil.example/a.png",
    "https://evilfiles.slack.com/a.png",
    "https://acme.slack.com/a.png",
    "https://slack.com/api/api.test",
    "https://slack.com/files-pri/../api/api.test",
    "https://slack.com/files-pri/%2e%2e/api/api.test",
    "https://drive.google.com/file/d/1",
    "https://files.slack-gov.com/files-pri/T1-F1/a.png",
    "http://127.0.0.1:8017/files-pri/F1/a.png",
    "https://[",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_token_goes_nowhere_else(address: str) -> None:
    assert SLACK.of_file(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://files.slack.com/files-pri/T024BE7LD-F024BERPE/download/1.png",
        "https://slack.com/files-pri/T024BE7LD-F024BERPE/1.png",
        "https://FILES.slack.com:443/files-pri/T1-F1/a%20b.png",
    ],
)
def test_the_token_goes_where_slack_keeps_files(address: str) -> None:
    assert SLACK.of_file(address) is not None


def test_a_slack_elsewhere_is_its_own_origin_and_no_other() -> None:
    assert SANDBOX.of_file("http://127.0.0.1:8017/files-pri/F1/a.png") is not None
    for address in (
        "http://127.0.0.1:8018/files-pri/F1/a.png",
        "https://127.0.0.1:8017/files-pri/F1/a.png",
        "http://localhost:8017/files-pri/F1/a.png",
        "https://files.slack.com/files-pri/T1-F1/a.png",
    ):
        assert SANDBOX.of_file(address) is None


def test_answers_go_to_the_hook_host_alone() -> None:
    assert SLACK.takes_answers("https://hooks.slack.com/commands/T1/2/x")
    assert SANDBOX.takes_answers("http://127.0.0.1:8017/response/x")
    for address in [*ELSEWHERE, "http://hooks.slack.com/commands/T1", "https://slack.com/x"]:
        assert not SLACK.takes_answers(address)
