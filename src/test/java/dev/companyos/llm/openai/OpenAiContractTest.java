package dev.companyos.llm.openai;

import dev.companyos.llm.LanguageModelContract;
import dev.companyos.llm.WireFormat;

class OpenAiContractTest extends LanguageModelContract {
    @Override
    protected WireFormat wire() {
        return new OpenAiWire();
    }
}
