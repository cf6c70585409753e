package io.karst.jdbc;

import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What JDBC has no words for: the streams of {@code COPY FROM STDIN} and {@code COPY TO STDOUT},
 * and the progress of long statements. A connection gives it: {@code
 * connection.unwrap(ClientStreams.class)}. Whatever is set stays until it is set to null.
 */
public interface ClientStreams {
  /** Sets where COPY FROM STDIN reads, to the end of the stream, which is not closed. */
  void setCopyInput(@Nullable InputStream input) throws SQLException;

  /** Sets where COPY TO STDOUT writes; the stream is flushed and not closed. */
  void setCopyOutput(@Nullable OutputStream output) throws SQLException;

  /** Sets who is told, on the thread of the statement, how many rows it has handled so far. */
  void setProgressListener(@Nullable LongConsumer listener) throws SQLException;
}
