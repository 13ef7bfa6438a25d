"""The pages of an agent's FAQs, which a client's people and its agency's staff share: what callers
ask and hear, what they asked in vain, and what is live of it.
"""
