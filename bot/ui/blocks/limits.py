"""Slack's limits, in characters (code points) unless said otherwise.

From Slack's reference: Block Kit blocks, elements and composition objects; views;
`chat.postMessage` and `chat.update`.
"""

BLOCK_ID_MAX = 255
BUTTON_LABEL_MAX = 75
BUTTON_VALUE_MAX = 2_000
CHART_LABEL_MAX = 20
"""A chart's labels and the names of its series."""
CHART_TITLE_MAX = 50
CONTEXT_ELEMENTS_MAX = 10
FILE_BYTES_MAX = 10 * 1024 * 1024
"""Bytes of one file in a `file_input`."""
FILES_MAX = 10
"""Files in a `file_input`."""
FIRST_INSTANT = 1_000_000_000
"""Seconds: a `datetimepicker` takes ten figures, so nothing before September 2001."""
HEADER_MAX = 150
INPUT_MAX = 3_000
"""A `plain_text_input`'s value."""
MESSAGE_BLOCKS_MAX = 50
MESSAGE_CHARTS_MAX = 2
"""Charts in a message: undocumented, but a third is answered with `invalid_blocks`."""
MESSAGE_TEXT_MAX = 4_000
"""`chat.update` refuses a longer `text` (`msg_too_long`), where `chat.postMessage` takes it."""
METADATA_MAX = 3_000
"""A view's `private_metadata`."""
OPTION_MAX = 75
"""An option's text, and its description."""
OPTIONS_MAX = 100
"""Options of a menu."""
OVERFLOW_MAX = 5
"""Entries of an `overflow` menu."""
SECTION_MAX = 3_000
VIEW_BLOCKS_MAX = 100
VIEW_BYTES_MAX = 250_000
"""A whole view (`view_too_large`), in bytes of JSON."""
VIEW_TITLE_MAX = 24
"""A view's title, and its two buttons."""
