package io.karst.jdbc;

import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Calcite logs through slf4j, which complains on standard error when an application brings no
 * logging at all. An embedded database should not make a program print that.
 */
final class QuietLogging {
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private QuietLogging() {}

  /** Turns slf4j's complaint off if there is no provider and nobody set its verbosity. */
  static void ifNobodyListens() {
    if (System.getProperty(VERBOSITY) != null) {
      return;
    }
    try {
      ClassLoader loader = LoggerFactory.class.getClassLoader();
      if (ServiceLoader.load(SLF4JServiceProvider.class, loader).findFirst().isEmpty()) {
        System.setProperty(VERBOSITY, "ERROR");
      }
    } catch (LinkageError | SecurityException e) {
      // Another slf4j, or not allowed to look: its own behaviour is as good as any.
      return;
    }
  }
}
