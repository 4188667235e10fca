"""The grammar: what sequences of tokens are time expressions.

Each rule is a name and a pattern over token codes (``tokens.KIND_CODES``); at each place the first
rule that fits wins, so longer and surer readings stand first. Rules whose name starts with ``not_``
swallow what looks like a time and is none (laws, ages).
"""

import re

__all__ = ["GRAMMAR", "RULES"]

# Bounded, so that a page of nothing but numerals costs no more than any other.
NUMBER = r"(?:[1-4]w{0,3}|w{1,8})"
NUMBERS = rf"(?:{NUMBER}(?:[-~]?{NUMBER})?)"
UNIT = r"[hbtpGjizQ]"
LAST = r"Y?L"
COMING = r"N"
TURN = rf"(?:{LAST}|{COMING}|I)"
HEAD = r"(?<![%])"

YEAR = r"(?:,?t?4|,?t?'[12])"
YEAR_TOLD = rf"(?:{YEAR}|,?t{TURN})"

CLOCK_POINT = r"(?:5|1|2|w{1,4})"
CLOCK = rf"(?:(?:k[.]?|j){CLOCK_POINT}P?Z?(?:[-~]k?{CLOCK_POINT})?|5(?:[-~]5)?(?=P?Z))P?Z?(?:;Z)?"
WEEKDAY = r"(?:h?[WG](?:[-~&]h?[WG])?)"
DAY_SPAN = r"T?1(?:[-~&]1)?"
BRACKET = (
    rf"(?:[(]T?(?:(?:1[-~&])?[DE](?:[-~&][DE])?|g|{DAY_SPAN}[Mm]{YEAR_TOLD}?)"
    rf"(?:,?P)?(?:,?@?{CLOCK})?Z?[)]|[(]D)"
)
TAIL = rf"(?:,?P)?Z?(?:{LAST}|N(?!P)|H|f|I)?(?:P(?=Z))?Z?(?:,?@?{CLOCK})?"

RULES: tuple[tuple[str, str], ...] = (
    # --- what only looks like a time ---
    ("not_document", r"n[.;]?[1-6DEg](?:[/-][1-6DEgRXx]+|[.][1-6]|[.;]?[1-6])*(?:[tT]4(?![-]))?"),
    ("not_law", r"l(?:[xXR,()]{0,5}t4|[.]?[1-3(]+)"),
    (
        "not_age",
        rf"U[xXC@&~]{{0,3}}{NUMBERS}{UNIT}|u{NUMBERS}t(?![L+FVKo])|{NUMBER}t:|(?<=[(]){NUMBERS}t(?=[)])|(?<=[XR],){NUMBER}t(?=,)",
    ),
    ("not_age_of_noun", rf"(?<=[xXu]){NUMBER}tI"),
    ("not_rate", rf"_{UNIT}(?!M)"),
    # --- repeated times ---
    ("every", rf"e(?:h?[WG]P?|{NUMBER}?{UNIT}P?|T?1M|b?M|P)(?:,?@?{CLOCK})?o?|(?:{NUMBER}{UNIT}|s)o"),
    # --- calendar dates ---
    ("day_full", rf"{WEEKDAY}(?:[pG]?{TURN}|H)?P?Z?,?(?:{BRACKET}|T?1[Mm]{YEAR_TOLD}?|[DE]){TAIL}"),
    ("day_relative_full", rf"(?:(?:H|hI)P?|PH|fP|P[fI]),?{BRACKET}{TAIL}"),
    ("day_interval", rf"T?1[Mm]{YEAR}?[-~]T?1[Mm]{YEAR_TOLD}?{TURN}?"),
    ("day_month", rf"{DAY_SPAN}b?[Mm]{YEAR_TOLD}?{TAIL}"),
    ("day_number", rf"(?:T[DE]|(?<=[(])[DE](?=[)])|(?<![.])D){TAIL}"),
    ("day_of_month", rf"T1(?:[-~&]1)?(?:b{TURN})?(?![%tbhpGji1-6X]){TAIL}"),
    ("month_interval", rf"a?b?[Mm]{YEAR}?[-~]a?b?[Mm]{YEAR_TOLD}?{TURN}?"),
    ("month", rf"a?b?M{YEAR_TOLD}?{TURN}?|a?b?m4{TURN}?"),
    # --- counted from today or from the last date told ---
    ("ago", rf"(?:{NUMBERS}|q){UNIT}{LAST}|s{LAST}"),
    ("hence", rf"(?:{NUMBERS}|q){UNIT}[+]|s[+]"),
    ("coming", rf"(?:{NUMBERS}|q){UNIT}[N>]|s[N>]"),
    ("latest", rf"(?:{NUMBERS}|q){UNIT}[KI]|s[KI]"),
    ("after", rf"(?:{NUMBERS}|q){UNIT}F|sF"),
    ("before", rf"(?:{NUMBERS}|q){UNIT}V|sV|[hbpG]V|tV"),
    ("next_day", rf"dP?(?:,?@?{CLOCK})?"),
    ("following", r"[bptG]F"),
    ("same", r"[hbtpG]Y="),
    ("weekday", rf"{WEEKDAY}P?Z?(?:[pG]{TURN}|{LAST}|N(?!P)|I|H|f)?P?Z?(?:,?@?{CLOCK})?"),
    ("day_relative", rf"(?:H|hI)P?(?:,?@?{CLOCK})?|A|fP(?:,?@?{CLOCK})?|P(?:hI|[fHI])|NP|PN"),
    ("holiday", rf"y{YEAR_TOLD}?"),
    ("quarter", rf"a?Q(?:0|R|J?-?1)(?:[-/]?{YEAR_TOLD}{TURN}?)?"),
    ("quarter_turn", rf"Q{TURN}"),
    ("season", rf"S{YEAR_TOLD}{TURN}?"),
    ("edge_turn", rf"a[bptG](?![4M]){TURN}?"),
    ("turn", rf"[bptG]{TURN}"),
    # --- durations ---
    ("duration", rf"{HEAD}(?:{NUMBERS}|q){UNIT}(?:&?{NUMBER}{UNIT})?(?![L4]|-[hJ])|B-{UNIT}|s(?!-)"),
    # --- years and longer ---
    ("decade", r"[tOz]?[tz]?(?:4|'[12])-?r|[tOz][12]-?r"),
    ("century", r"a?zJ?-?(?:1|R)"),
    ("year_interval", rf"t?4[-~]t?4{TURN}?|t?6"),
    ("year", rf"a?t4(?![-]r){TURN}?|a4{TURN}?|t'[12]|t2(?![%/])"),
    (
        "bare_year",
        rf"(?<=[C~_])4(?![%/;']){TURN}?|(?<=[x@&:IK])4(?![%/;'hbpGjiw1-6-]){TURN}?|(?<=[(])4(?=[)])|(?<=4,)4(?![%])|4{LAST}",
    ),
    # --- clock times and vague references ---
    ("clock", rf"{CLOCK}(?:(?<=P)[fI]|I(?=P)P)?"),
    ("reference", r"[vK]"),
)

# No rule begins with an unknown word or a mark other than an apostrophe: most places are passed over at once.
GRAMMAR = re.compile("(?![xX,.;:()%/&-])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES) + ")")
