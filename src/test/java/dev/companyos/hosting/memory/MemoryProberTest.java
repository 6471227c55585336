package dev.companyos.hosting.memory;

import dev.companyos.hosting.Prober;
import dev.companyos.hosting.ProberContract;

class MemoryProberTest extends ProberContract {
    private final MemoryProber prober = new MemoryProber();

    @Override
    protected Prober prober() {
        return prober;
    }

    @Override
    protected String url() {
        return "http://memory";
    }

    @Override
    protected void answers(String path, int status) {
        prober.answer(url() + path, status);
    }

    @Override
    protected String nobody() {
        prober.answer("http://nobody/health", 0);
        prober.answer("http://nobody/", 0);
        return "http://nobody";
    }
}
