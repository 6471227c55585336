package dev.companyos.llm;

/** Is told how a reply grows while it is written. */
@FunctionalInterface
public interface Progress {
    Progress NONE = _ -> {};

    /**
     * One thread at a time, not always the caller's. The reply waits for it, so it must be quick and not throw.
     *
     * @param characters of text and tool arguments so far, the whole reply's; never less than last time within one attempt
     */
    void wrote(int characters);
}
