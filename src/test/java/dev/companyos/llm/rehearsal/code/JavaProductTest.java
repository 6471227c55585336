package dev.companyos.llm.rehearsal.code;

class JavaProductTest extends WrittenProductContract {
    JavaProductTest() {
        super("java");
    }
}
