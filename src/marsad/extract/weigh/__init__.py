"""Weighing incidents: is the act reported here, or only named (as background, in a policy, a question, a figure of speech)?

`features` says what a careful reader would look at, `weights.tsv` what each sign counts for, `wording` what the words of a
sentence say, `weigh` adds it up.
"""
