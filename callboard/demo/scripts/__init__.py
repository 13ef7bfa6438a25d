"""What is said in the demo's calls, one file a trade (`callboard.examples.script`)."""
