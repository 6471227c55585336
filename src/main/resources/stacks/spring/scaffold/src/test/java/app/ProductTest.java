package app;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.transaction.annotation.Transactional;

/** The whole application on a database of its own in memory; what a test writes is gone after it. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = "DATABASE_URL=jdbc:h2:mem:test;DB_CLOSE_DELAY=-1")
@AutoConfigureMockMvc
@Transactional
public @interface ProductTest {}
