package io.karst.sql.statement;

import io.karst.storage.catalog.DomainName;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tests of domains that a session has compiled, until definitions change. Not thread-safe. */
public final class ValueTests {
  private final Map<DomainName, ValueTest> tests = new HashMap<>();
  private long version = -1;

  /**
   * The test of a domain.
   *
   * @param catalogVersion of the definitions that the statement sees
   * @param compile makes it
   */
  public ValueTest of(DomainName domain, long catalogVersion, Supplier<ValueTest> compile) {
    if (version != catalogVersion) {
      tests.clear();
      version = catalogVersion;
    }
    @Nullable ValueTest test = tests.get(domain);
    if (test == null) {
      test = compile.get();
      tests.put(domain, test);
    }
    return test;
  }
}
