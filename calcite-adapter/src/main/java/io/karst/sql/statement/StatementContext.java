package io.karst.sql.statement;

import io.karst.sql.settings.SessionSettings;
import io.karst.sql.settings.SettingTable;
import io.karst.storage.DatabaseView;
import io.karst.storage.tx.StoreTransaction;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import io.karst.storage.value.ZonedValues;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session as one running statement sees it. Not thread-safe. */
public interface StatementContext {

  /** The definitions that the statement sees; what it changes about them is undone with it. */
  DatabaseView database();

  /** The transaction of the statement. */
  StoreTransaction transaction();

  /** Whether the transaction holds this statement only and commits with its success. */
  boolean commitsAlone();

  SessionSettings settings();

  /** How values are read and shown in the session's time zone. */
  default ZonedValues values() {
    return ZonedValues.of(ZoneId.of(settings().get(SettingTable.TIME_ZONE)));
  }

  /** A parameter as a value of a type. */
  default @Nullable Object coerce(ColumnType type, @Nullable Object value) {
    return value instanceof CharSequence && ZonedValues.areZoned(type)
        ? values().coerce(type, value)
        : Values.coerce(type, value);
  }

  /** The schema that receives new objects and is searched first. */
  String currentSchema();

  /** Schemas in which unqualified names are looked up, in order. */
  List<String> searchPath();

  /** The schema of the session's temporary tables; makes it if there is none. */
  String temporarySchema();

  /**
   * Says that commits empty a temporary table, or drop it.
   *
   * @param table its name, which the transaction sees
   */
  void atCommit(String table, boolean drop);

  /** Name of the database, as {@code current_database()} shows it. */
  String databaseName();

  /** Whether the client wants the rows that an INSERT adds. */
  boolean keepGeneratedKeys();

  /** How the statement is told to stop. */
  Cancellation cancellation();

  /** Adds a message for the user. */
  void notice(String message);

  /** Microseconds since the epoch at the start of the transaction: CURRENT_TIMESTAMP. */
  long transactionTimeMicros();

  /** Values this session took from sequences. */
  SequenceMemory sequences();

  /** Tests of domains that this session has compiled. */
  ValueTests valueTests();

  /** Where COPY FROM STDIN reads, or null if the owner gave nothing. */
  @Nullable InputStream copyInput();

  /** Where COPY TO STDOUT writes, or null if the owner gave nothing. */
  @Nullable OutputStream copyOutput();

  /** Told now and then how many rows a long statement has handled. */
  void progress(long rows);
}
