package io.karst.calcite.type;

import org.apache.calcite.config.CalciteSystemProperty;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rex.RexSimplify;

/**
 * Sets Calcite right before any of it is loaded. Makes it read our {@code saffron.properties}
 * (Unicode text), which it looks up through the thread's context class loader when its first class
 * loads. Switches off the assertions of its simplification, which take a column that an outer join
 * has made nullable for an error: programs that run with {@code -ea}, as tests do, are to get the
 * answers that others get. Whoever touches Calcite first calls {@link #install}.
 */
public final class CalciteDefaults {
  static {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader own = CalciteDefaults.class.getClassLoader();
    own.setClassAssertionStatus(RexSimplify.class.getName(), false);
    own.setClassAssertionStatus(Calc.class.getName(), false);
    thread.setContextClassLoader(own);
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
