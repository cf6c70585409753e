package io.karst.sql.ddl;

import static java.util.Objects.requireNonNullElse;

import io.karst.calcite.ast.AlterSequence;
import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.CreateSequence;
import io.karst.calcite.ast.SequenceOptions;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import org.jspecify.annotations.Nullable;

/** CREATE SEQUENCE, ALTER SEQUENCE, and the sequences behind identity columns. */
final class SequenceDefinitions {
  private SequenceDefinitions() {}

  static void create(StatementContext context, CreateSequence statement) {
    ObjectName name = Names.toCreate(context, statement.name(), statement.temporary());
    Collection collection = Names.collection(context, name);
    if (statement.ifNotExists() && collection.catalog().sequences().containsKey(name.name())) {
      context.notice("relation \"" + name.name() + "\" already exists, skipping");
      return;
    }
    SequenceOptions options = statement.options();
    ColumnType type =
        options.type() == null ? ColumnType.BIGINT : ColumnTypeSpec.of(options.type());
    collection.createSequence(describe(name.name(), options, type.kind(), ""));
  }

  /**
   * A sequence from its options.
   *
   * @param kind SMALLINT, INTEGER or BIGINT: bounds it by default
   * @param owner type whose identity column it feeds, or empty
   */
  static SequenceDescriptor describe(
      String name, SequenceOptions options, TypeKind kind, String owner) {
    long increment = requireNonNullElse(options.increment(), 1L);
    if (increment == 0) {
      throw invalid("INCREMENT must not be zero");
    }
    long top = limit(kind);
    long minimum = requireNonNullElse(options.minimum(), increment > 0 ? 1L : -top - 1);
    long maximum = requireNonNullElse(options.maximum(), increment > 0 ? top : -1L);
    if (minimum >= maximum) {
      throw invalid("MINVALUE (" + minimum + ") must be less than MAXVALUE (" + maximum + ")");
    }
    long start = requireNonNullElse(options.start(), increment > 0 ? minimum : maximum);
    if (start < minimum || start > maximum) {
      throw invalid(
          "START value (" + start + ") cannot be outside of " + minimum + " .. " + maximum);
    }
    boolean cycle = Boolean.TRUE.equals(options.cycle());
    return new SequenceDescriptor(0, name, start, increment, minimum, maximum, cycle, owner);
  }

  private static long limit(TypeKind kind) {
    return switch (kind) {
      case SMALLINT -> Short.MAX_VALUE;
      case INTEGER -> Integer.MAX_VALUE;
      case BIGINT -> Long.MAX_VALUE;
      default -> throw invalid("sequence type must be smallint, integer, or bigint");
    };
  }

  static void alter(StatementContext context, AlterSequence statement) {
    ObjectName name = Names.findSequence(context, statement.name());
    if (name == null) {
      if (statement.ifExists()) {
        context.notice(
            "relation \"" + Names.simple(statement.name()) + "\" does not exist, skipping");
        return;
      }
      throw Names.missing("sequence", statement.name());
    }
    SequenceOptions options = statement.options();
    if (changesMore(options)) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "ALTER SEQUENCE other than RESTART is not supported");
    }
    Collection collection = Names.collection(context, name);
    @Nullable SequenceDescriptor sequence = collection.catalog().sequences().get(name.name());
    if (options.restart() && sequence != null) {
      long value = requireNonNullElse(options.restartWith(), sequence.start());
      collection.setValue(name.name(), value, false);
    }
  }

  private static boolean changesMore(SequenceOptions options) {
    return options.start() != null
        || options.increment() != null
        || options.minimum() != null
        || options.maximum() != null
        || options.cycle() != null
        || options.type() != null;
  }

  private static KarstException invalid(String message) {
    return new KarstException(ErrorCode.INVALID_PARAMETER, message);
  }
}
