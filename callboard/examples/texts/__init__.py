"""What happens in example calls: a file a trade, and in each the same stories, told in its words
(`callboard.examples.script`). What a file does not have is told as in `any.txt`.
"""
