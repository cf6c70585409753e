package io.karst.calcite.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.ClassDeclaration;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.runtime.ArrayBindable;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.runtime.Typed;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.commons.compiler.InternalCompilerException;
import org.codehaus.janino.ClassLoaderIClassLoader;
import org.codehaus.janino.IClassLoader;
import org.codehaus.janino.Parser;
import org.codehaus.janino.Scanner;
import org.codehaus.janino.UnitCompiler;
import org.codehaus.janino.util.ClassFile;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the Java text of physical plans in memory. Two things make it several times cheaper than
 * Calcite's own way: plans with the same text share one class (what differs between them, tables
 * and constants of bounds, reaches the code through the data context), and what the compiler learnt
 * about the classes the text names is kept from one compilation to the next.
 */
final class PlanCode {
  /** Characters of Java text whose classes are kept. */
  private static final long CACHED_CHARACTERS = 16_000_000;

  private static final ClassLoader PARENT = EnumerableInterpretable.class.getClassLoader();

  private static final Cache<String, Bindable<?>> COMPILED =
      Caffeine.newBuilder()
          .maximumWeight(CACHED_CHARACTERS)
          .weigher((String text, Bindable<?> code) -> text.length())
          .executor(Runnable::run)
          .build();

  /** Knowledge about classes; one compilation at a time uses one. */
  private static final ConcurrentLinkedDeque<IClassLoader> KNOWLEDGE =
      new ConcurrentLinkedDeque<>();

  private PlanCode() {}

  /**
   * The code of a plan.
   *
   * @param stashed receives the objects the code asks the data context for
   */
  static Bindable<?> of(EnumerableRel plan, Map<String, Object> stashed) {
    EnumerableRelImplementor implementor =
        new EnumerableRelImplementor(plan.getCluster().getRexBuilder(), stashed);
    ClassDeclaration declaration =
        CancelChecks.add(implementor.implementRoot(plan, EnumerableRel.Prefer.ARRAY));
    String interfaces =
        plan.getRowType().getFieldCount() == 1
            ? Bindable.class.getCanonicalName() + ", " + Typed.class.getCanonicalName()
            : ArrayBindable.class.getCanonicalName();
    String text =
        "public final class "
            + declaration.name
            + " implements "
            + interfaces
            + " {\n"
            + Expressions.toString(declaration.memberDeclarations, "\n", false)
            + "\n}";
    return COMPILED.get(text, key -> compile(declaration.name, key));
  }

  private static Bindable<?> compile(String name, String text) {
    IClassLoader known = KNOWLEDGE.poll();
    if (known == null) {
      known = new ClassLoaderIClassLoader(PARENT);
    }
    Map<String, byte[]> classes = new HashMap<>();
    try {
      Parser parser = new Parser(new Scanner(null, new StringReader(text)));
      new UnitCompiler(parser.parseAbstractCompilationUnit(), known)
          .compileUnit(
              false,
              false,
              false,
              (ClassFile file) -> classes.put(file.getThisClassName(), file.toByteArray()));
      KNOWLEDGE.push(known);
      return (Bindable<?>)
          new CodeLoader(classes).loadClass(name).getDeclaredConstructor().newInstance();
    } catch (InternalCompilerException e) {
      throw tooLarge(e) ? tooComplex(e) : e;
    } catch (CompileException | IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("generated code does not compile:\n" + text, e);
    }
  }

  private static boolean tooLarge(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("64 KB") || message.contains("65535") || message.contains("0xFFFF")) {
        return true;
      }
    }
    return false;
  }

  private static KarstException tooComplex(InternalCompilerException cause) {
    return new KarstException(
            ErrorCode.LIMIT_EXCEEDED,
            "statement too complex: a step of it needs too much code",
            cause)
        .withHint("Ask for fewer expressions at once, or put long lists into a table and join it.");
  }

  /** Classes of one plan. */
  private static final class CodeLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    CodeLoader(Map<String, byte[]> classes) {
      super(PARENT);
      this.classes = classes;
    }

    /** Own classes first: the parents would look for their files in every jar. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        byte @Nullable [] code = classes.remove(name);
        if (code != null) {
          return defineClass(name, code, 0, code.length);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : super.loadClass(name, resolve);
      }
    }
  }
}
