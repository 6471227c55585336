package dev.companyos.web.memory;

import dev.companyos.web.WebSearch;
import dev.companyos.web.WebSearchContract;
import java.util.List;

class MemoryWebTest extends WebSearchContract {
    @Override
    protected WebSearch finding(List<WebSearch.Hit> hits) {
        return new MemoryWeb(hits);
    }

    @Override
    protected WebSearch away() {
        return new NoWeb("There is no network here.");
    }
}
