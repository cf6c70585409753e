package io.karst.calcite.type;

import org.apache.calcite.config.CalciteSystemProperty;

/**
 * Makes Calcite read our {@code saffron.properties} (Unicode text), which it looks up through the
 * thread's context class loader when its first class loads. Whoever touches Calcite first calls
 * {@link #install}.
 */
public final class CalciteDefaults {
  static {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(CalciteDefaults.class.getClassLoader());
    try {
      CalciteSystemProperty.DEFAULT_CHARSET.value();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private CalciteDefaults() {}

  /** Loads Calcite's settings once; cheap afterwards. */
  public static void install() {
    // The static initialiser has done it.
  }
}
