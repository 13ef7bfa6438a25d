"""The demo's big client: as many calls as were asked for, over three years."""
