package dev.companyos.inspection.memory;

import dev.companyos.inspection.Inspections;
import dev.companyos.inspection.InspectionsContract;

class MemoryInspectionsTest extends InspectionsContract {
    @Override
    protected Inspections inspections() {
        return new MemoryInspections();
    }
}
