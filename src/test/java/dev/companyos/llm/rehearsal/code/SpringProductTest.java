package dev.companyos.llm.rehearsal.code;

class SpringProductTest extends WrittenProductContract {
    SpringProductTest() {
        super("spring");
    }
}
