package dev.companyos.llm.rehearsal.code;

class FastApiProductTest extends WrittenProductContract {
    FastApiProductTest() {
        super("fastapi");
    }
}
