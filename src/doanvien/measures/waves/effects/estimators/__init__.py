"""From counts to a log ratio with its uncertainty.

identification  what the figures can tell: Kish numbers, index, smallest detectable effect
estimate        a log ratio with its uncertainty; net effects
contrast        observed over expected on some intervals, with each unit left out
takes_part      A, gross: some units take part, others do not
compared        A, net, over earlier years and within kinds: the main estimate
placebo         B: everyone takes part, earlier years had no wave
comparison      what a wave is compared with: other units, earlier years, or nothing
"""
