package io.karst.sql;

import java.util.Map;

/**
 * Opens sessions for {@link Sessions}, which finds it as a service: so the interfaces of this
 * package know nothing of the packages that implement them.
 */
public interface SessionProvider {

  /** As {@link Sessions#open}. */
  SqlSession open(ConnectionTarget target, Map<String, String> properties);
}
