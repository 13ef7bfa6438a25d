"""What is said in the demo's calls, one module a trade."""
