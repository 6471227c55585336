package app.data;

/** Something that the product keeps and that its home page counts. */
public interface Counted {
    /** As the API spells it: {@code waitlist_entries}. */
    String name();

    /** As people read it: {@code Waitlist entries}. */
    String title();

    /** Where its page is, or will be. */
    String path();

    long count();
}
