package io.karst.sql.session;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What the owner of a session hears from it and lends to it. Not thread-safe. */
final class ClientChannels {
  private final List<String> notices = new ArrayList<>();
  private @Nullable InputStream copyInput;
  private @Nullable OutputStream copyOutput;
  private @Nullable LongConsumer progress;
  private boolean keepGeneratedKeys;

  void notice(String message) {
    notices.add(message);
  }

  /** Notices so far; removes them. */
  List<String> takeNotices() {
    List<String> taken = List.copyOf(notices);
    notices.clear();
    return taken;
  }

  @Nullable InputStream copyInput() {
    return copyInput;
  }

  void setCopyInput(@Nullable InputStream input) {
    copyInput = input;
  }

  @Nullable OutputStream copyOutput() {
    return copyOutput;
  }

  void setCopyOutput(@Nullable OutputStream output) {
    copyOutput = output;
  }

  void setProgressListener(@Nullable LongConsumer listener) {
    progress = listener;
  }

  void progress(long rows) {
    LongConsumer listener = progress;
    if (listener != null) {
      listener.accept(rows);
    }
  }

  boolean keepsGeneratedKeys() {
    return keepGeneratedKeys;
  }

  void keepGeneratedKeys(boolean keep) {
    keepGeneratedKeys = keep;
  }
}
