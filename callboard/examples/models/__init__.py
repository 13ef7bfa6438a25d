from callboard.examples.models.example_call import ExampleCall

__all__ = ["ExampleCall"]
