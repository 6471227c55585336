package dev.companyos.duties.talk;

/**
 * What a model can get wrong, what is done about it, and how often in a row. One more, and the attempt is given up: the
 * task's next attempt, or the role's next turn, starts from a clean page. {@code docs/bad-replies.md} is this table.
 */
public enum BadReply {
    EMPTY(Answer.ASK_AGAIN, 2, "neither text nor a tool call"),
    TALK(Answer.ASK_AGAIN, 2, "text where only a tool call moves anything"),
    TOO_LONG(Answer.ASK_AGAIN, 2, "more than 120 000 characters of text"),
    TRUNCATED(Answer.CONTINUE, 2, "cut off at the output limit; half a tool call is never carried out"),
    REFUSED(Answer.GIVE_UP, 0, "the model will not do it"),
    NOT_JSON(Answer.ASK_AGAIN, 2, "no JSON object in it, or a broken one"),
    WRONG_SHAPE(Answer.ASK_AGAIN, 2, "JSON that breaks the schema that was sent with the question"),
    WRONG_CONTENT(Answer.ASK_AGAIN, 2, "the right shape, and against a rule of the duty: a circle, an unknown role"),
    NO_TOOLS_HERE(Answer.ASK_AGAIN, 2, "a tool call where no tool was offered"),
    UNKNOWN_TOOL(Answer.TELL, 5, "a tool that does not exist"),
    BAD_ARGUMENTS(Answer.TELL, 5, "arguments that are not JSON, missing, of the wrong type, or too many"),
    TOO_MANY_CALLS(Answer.TELL, 5, "more than 30 calls in one reply; the rest is not carried out"),
    REPEATED(Answer.TELL, 6, "calls that were made before with the same result, while nothing has changed since");

    public enum Answer {
        /** The question stands; the model is told what was wrong with its reply. */
        ASK_AGAIN("ask again, with what was wrong"),
        /** What it said is kept, and it goes on from there in smaller steps. */
        CONTINUE("continue in smaller steps"),
        /** The call's result says what was wrong; the turn goes on. */
        TELL("tell it as the call's result"),
        GIVE_UP("give up this attempt");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private final Answer answer;
    private final int bound;
    private final String meaning;

    BadReply(Answer answer, int bound, String meaning) {
        this.answer = answer;
        this.bound = bound;
        this.meaning = meaning;
    }

    public Answer answer() {
        return answer;
    }

    /** How often in a row it is answered; 0 for not at all. */
    public int bound() {
        return bound;
    }

    public String meaning() {
        return meaning;
    }
}
