package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;
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
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
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
    return new SequenceDescriptor(0, name, start, increment, minimum, maximum, cycle, owner, null);
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
    change(context, name, statement.options());
  }

  /** Gives a sequence other options; those that are not given stay. */
  private static void change(StatementContext context, ObjectName place, SequenceOptions options) {
    Collection collection = Names.collection(context, place);
    String name = place.name();
    SequenceDescriptor present = requireNonNull(collection.catalog().sequences().get(name), name);
    String owner = present.ownerType();
    if (options.ownedBy() != null) {
      owner = owner(context, place, options.ownedBy());
    }
    SequenceDescriptor changed = changed(present, options, owner);
    Long restart = options.restart() ? options.restartWith() : null;
    if (options.restart() && restart == null) {
      restart = changed.start();
    }
    if (!changed.equals(present)) {
      collection.replaceSequence(name, changed, restart != null);
    }
    if (restart != null) {
      collection.setValue(name, restart, false);
    }
  }

  /** The table that takes the sequence along when it is dropped, or empty for none. */
  private static String owner(StatementContext context, ObjectName sequence, SqlIdentifier column) {
    int parts = column.names.size();
    if (parts == 1) {
      return "";
    }
    ObjectName table = Names.requireType(context, column.getComponent(0, parts - 1));
    if (!table.schema().equals(sequence.schema())) {
      throw new KarstException(
          ErrorCode.PREREQUISITE_STATE, "sequence must be in same schema as table it is linked to");
    }
    if (Names.type(context, table).column(Names.simple(column)) == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_COLUMN,
          "column \""
              + Names.simple(column)
              + "\" of relation \""
              + table.name()
              + "\" does not exist");
    }
    return table.name();
  }

  private static SequenceDescriptor changed(
      SequenceDescriptor present, SequenceOptions options, String owner) {
    SequenceOptions merged =
        new SequenceOptions(
            null,
            requireNonNullElse(options.start(), present.start()),
            requireNonNullElse(options.increment(), present.increment()),
            bound(options.minimum(), options.noMinimum(), options.type(), present.minimum()),
            bound(options.maximum(), options.noMaximum(), options.type(), present.maximum()),
            false,
            false,
            null,
            requireNonNullElse(options.cycle(), present.cycle()),
            false,
            null,
            null);
    ColumnType type =
        options.type() == null ? ColumnType.BIGINT : ColumnTypeSpec.of(options.type());
    return describe(present.name(), merged, type.kind(), owner)
        .withNumber(present.number())
        .withComment(present.comment());
  }

  /** A limit that is that of a type goes with the type. */
  private static @Nullable Long bound(
      @Nullable Long given, boolean none, @Nullable SqlDataTypeSpec type, long present) {
    if (given != null) {
      return given;
    }
    boolean ofType =
        present == Short.MAX_VALUE
            || present == Integer.MAX_VALUE
            || present == Long.MAX_VALUE
            || present == Short.MIN_VALUE
            || present == Integer.MIN_VALUE
            || present == Long.MIN_VALUE;
    return none || (type != null && ofType) ? null : (Long) present;
  }

  private static KarstException invalid(String message) {
    return new KarstException(ErrorCode.INVALID_PARAMETER, message);
  }
}
