"""What the assistants of the demo answer, and what their people did to it last."""

from callboard.agents.faqs import Words

BRIGHT_SMILE = (
    Words(
        "Are you taking new patients?",
        "Yes, we are. I can find you a first visit right now, usually within a week.",
        ("Can I become a patient?", "Do you accept new patients?"),
    ),
    Words(
        "What are your opening hours?",
        "Monday to Friday from eight to five. On Saturdays we are closed, and I answer around the "
        "clock.",
        ("When are you open?", "Are you open on Saturdays?"),
    ),
    Words(
        "Where can I park?",
        "There is a free lot right behind the building. You turn in from Alder Street. Please tell "
        "the front desk your license plate when you come in.",
        ("Is there parking?",),
    ),
    Words(
        "Are there stairs?",
        "No stairs. There is a ramp from the lot to the back door, and we are on the ground floor.",
        ("Is the office wheelchair accessible?",),
    ),
    Words(
        "Do you do cleanings for children?",
        "We do, from about three years on. Dr. Patel takes her time with children, and they may "
        "sit on your lap for the first look.",
        ("Do you see kids?", "When should my child first come in?"),
    ),
    Words(
        "What does whitening cost?",
        "Whitening at the office is 350 dollars, and the take-home kit is 190.",
        ("How much is whitening?",),
    ),
    Words(
        "How long does a cleaning take?",
        "About an hour with X-rays, and forty minutes without.",
    ),
    Words(
        "What should I do after a tooth was pulled?",
        "A little bleeding is normal on the first day. Bite on clean gauze for thirty minutes "
        "without looking. Drink through no straw and do not smoke. If it bleeds heavily after "
        "that, please go to the emergency room.",
        ("Is bleeding after an extraction normal?",),
    ),
    Words(
        "How do I get my X-rays sent to a specialist?",
        "The front desk sends them. I can put you through while the office is open.",
    ),
    Words(
        "Do you validate parking?",
        "The lot is free for patients, so there is nothing to validate.",
    ),
)
# Since they were published: the price, two that are new, and one that nobody needs any more.
WHITENING = Words(
    "What does whitening cost?",
    "Whitening at the office is 375 dollars, and the take-home kit is 190. A consultation is free.",
    ("How much is whitening?", "How much is bleaching?"),
)
NEW = (
    Words(
        "How do I cancel an appointment?",
        "Tell me your name and the day, and I cancel it for you. Up to 24 hours before it is free.",
        ("Can I move my appointment?",),
    ),
    Words("What do you charge for whitening?", "350 dollars at the office."),
)
TIDEWATER = (
    Words(
        "Do you come out on weekends?",
        "For emergencies we do, at any hour. Everything else we book for a weekday.",
        ("Are you open on Saturdays?",),
    ),
    Words(
        "What does a visit cost?",
        "The visit is 95 dollars, and it comes off the bill when we do the work.",
        ("How much do you charge?",),
    ),
    Words(
        "How do I turn my water off?",
        "The main valve is usually where the pipe enters the house, often in the basement. Turn it "
        "clockwise until it stops.",
    ),
)
TIDEWATER_CHANGED = Words(
    "What does a visit cost?",
    "The visit is 110 dollars from this month on, and it comes off the bill when we do the work.",
    ("How much do you charge?",),
)
GOLDEN_HOUR = (
    Words(
        "Do you sell gift cards?",
        "We do, from 50 dollars on. You can pick one up at the front desk or have it mailed.",
        ("Can I buy a voucher?",),
    ),
    Words(
        "How early should I come?",
        "Ten minutes before is plenty: you fill in a short form and get a robe.",
    ),
    Words(
        "What if I have to cancel?",
        "Up to a day before it costs nothing. After that we charge half.",
        ("What is your cancellation policy?",),
    ),
)
GOLDEN_HOUR_CHANGED = Words(
    "What if I have to cancel?",
    "Up to 48 hours before it costs nothing. After that we charge half.",
    ("What is your cancellation policy?",),
)
