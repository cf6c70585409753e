<#-- Reads the rest of a string such as $tag$ ... $tag$, whose end depends on its beginning. -->
    void readDollarQuoted(Token token) {
      String tag = token.image;
      StringBuilder text = new StringBuilder(tag);
      try {
        do {
          text.append(input_stream.readChar());
        } while (text.length() < 2 * tag.length()
            || text.lastIndexOf(tag) != text.length() - tag.length());
      } catch (java.io.IOException e) {
        throw new TokenMgrError(true, curLexState, input_stream.getEndLine(),
            input_stream.getEndColumn(), tag, (char) 0, TokenMgrError.LEXICAL_ERROR);
      }
      token.image = text.toString();
      token.endLine = input_stream.getEndLine();
      token.endColumn = input_stream.getEndColumn();
    }
