package dev.companyos.app;

/** What a client of this server's API must show. */
record Token(String value) {
    @Override
    public String toString() {
        return "Token[***]";
    }
}
