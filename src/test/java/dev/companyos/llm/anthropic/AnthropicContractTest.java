package dev.companyos.llm.anthropic;

import dev.companyos.llm.LanguageModelContract;
import dev.companyos.llm.WireFormat;

class AnthropicContractTest extends LanguageModelContract {
    @Override
    protected WireFormat wire() {
        return new AnthropicWire();
    }
}
