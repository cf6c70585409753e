<#-- Transactions, settings, EXPLAIN and maintenance. -->

SqlNode KarstTransaction() :
{
    final Span s;
    final TransactionModes modes;
    final SqlIdentifier name;
}
{
    <BEGIN> { s = span(); } [ <WORK> | <TRANSACTION> ] modes = KarstTransactionModes() {
        return new StatementNode(s.end(this), new TransactionStatement.Begin(modes));
    }
|
    <START> { s = span(); } <TRANSACTION> modes = KarstTransactionModes() {
        return new StatementNode(s.end(this), new TransactionStatement.Begin(modes));
    }
|
    ( <COMMIT> | <END> ) { s = span(); } [ <WORK> | <TRANSACTION> ] {
        return new StatementNode(s.end(this), new TransactionStatement.Commit());
    }
|
    ( <ROLLBACK> | <ABORT> ) { s = span(); } [ <WORK> | <TRANSACTION> ]
    [
        <TO> [ LOOKAHEAD(<SAVEPOINT> SimpleIdentifier()) <SAVEPOINT> ] name = SimpleIdentifier() {
            return new StatementNode(s.end(this), new TransactionStatement.RollbackTo(name));
        }
    ] {
        return new StatementNode(s.end(this), new TransactionStatement.Rollback());
    }
|
    <SAVEPOINT> { s = span(); } name = SimpleIdentifier() {
        return new StatementNode(s.end(this), new TransactionStatement.Savepoint(name));
    }
|
    <RELEASE> { s = span(); }
    [ LOOKAHEAD(<SAVEPOINT> SimpleIdentifier()) <SAVEPOINT> ] name = SimpleIdentifier() {
        return new StatementNode(s.end(this), new TransactionStatement.ReleaseSavepoint(name));
    }
}

TransactionModes KarstTransactionModes() :
{
    TransactionModes.IsolationLevel isolation = null;
    Boolean readOnly = null;
}
{
    (
        [ <COMMA> ]
        (
            <ISOLATION> <LEVEL> isolation = KarstIsolationLevel()
        |
            <READ> ( <ONLY> { readOnly = true; } | <WRITE> { readOnly = false; } )
        |
            [ <NOT> ] <DEFERRABLE>
        )
    )*
    { return new TransactionModes(isolation, readOnly); }
}

TransactionModes.IsolationLevel KarstIsolationLevel() :
{
}
{
    <READ>
    (
        <UNCOMMITTED> { return TransactionModes.IsolationLevel.READ_UNCOMMITTED; }
    |
        <COMMITTED> { return TransactionModes.IsolationLevel.READ_COMMITTED; }
    )
|
    <REPEATABLE> <READ> { return TransactionModes.IsolationLevel.REPEATABLE_READ; }
|
    <SNAPSHOT> { return TransactionModes.IsolationLevel.REPEATABLE_READ; }
|
    <SERIALIZABLE> { return TransactionModes.IsolationLevel.SERIALIZABLE; }
}

SqlNode KarstSetting() :
{
    final Span s;
    final String name;
    final SqlIdentifier schema;
    final SqlNode statement;
}
{
    <SET> { s = span(); } statement = KarstSet(s) { return statement; }
|
    <RESET> { s = span(); }
    (
        <ALL> { name = null; }
    |
        name = KarstSettingName()
    ) {
        return new StatementNode(s.end(this), new SettingStatement.ResetSetting(name));
    }
|
    <SHOW> { s = span(); }
    (
        <ALL> { name = null; }
    |
        LOOKAHEAD(2)
        <TRANSACTION> <ISOLATION> <LEVEL> { name = "transaction_isolation"; }
    |
        name = KarstSettingName()
    ) {
        return new StatementNode(s.end(this), new SettingStatement.ShowSetting(name));
    }
|
    <USE> { s = span(); } schema = SimpleIdentifier() {
        return new StatementNode(s.end(this), new SettingStatement.SetSchema(schema));
    }
}

/** The name of a setting, parts joined by dots. */
String KarstSettingName() :
{
    final SqlIdentifier name;
}
{
    LOOKAHEAD(2)
    <TIME> <ZONE> { return "timezone"; }
|
    name = CompoundIdentifier() { return String.join(".", name.names).toLowerCase(Locale.ROOT); }
}

SqlNode KarstSet(Span s) :
{
    boolean local = false;
    final String name;
    final TransactionModes modes;
    final SqlIdentifier schema;
    List<SqlIdentifier> constraints = Collections.emptyList();
    final List<String> values = new ArrayList<String>();
}
{
    [ LOOKAHEAD({ isSettingScope() }) ( <SESSION> | <LOCAL> { local = true; } ) ]
    (
        LOOKAHEAD(2)
        <CHARACTERISTICS> <AS> <TRANSACTION> modes = KarstTransactionModes() {
            return new StatementNode(s.end(this),
                new TransactionStatement.SetTransaction(true, modes));
        }
    |
        LOOKAHEAD({ getToken(1).kind == TRANSACTION && getToken(2).kind != EQ && getToken(2).kind != TO })
        <TRANSACTION> modes = KarstTransactionModes() {
            return new StatementNode(s.end(this),
                new TransactionStatement.SetTransaction(false, modes));
        }
    |
        LOOKAHEAD({ getToken(1).kind == CONSTRAINTS })
        <CONSTRAINTS>
        ( <ALL> | constraints = KarstNames() )
        ( <DEFERRED> { local = true; } | <IMMEDIATE> { local = false; } ) {
            return new StatementNode(s.end(this),
                new TransactionStatement.SetConstraints(constraints, local));
        }
    |
        LOOKAHEAD({ getToken(1).kind == SCHEMA && getToken(2).kind != EQ && getToken(2).kind != TO })
        <SCHEMA> schema = KarstSchemaName() {
            return new StatementNode(s.end(this), new SettingStatement.SetSchema(schema));
        }
    |
        LOOKAHEAD({ getToken(1).kind == TIME && getToken(2).kind == ZONE })
        <TIME> <ZONE>
        (
            <DEFAULT_>
        |
            LOOKAHEAD({ getToken(1).kind == LOCAL })
            <LOCAL>
        |
            KarstSettingValue(values)
        ) {
            return new StatementNode(s.end(this),
                new SettingStatement.SetSetting(local, "timezone", values));
        }
    |
        LOOKAHEAD({ getToken(1).kind == NAMES && getToken(2).kind == QUOTED_STRING })
        <NAMES> KarstSettingValue(values) {
            return new StatementNode(s.end(this),
                new SettingStatement.SetSetting(local, "client_encoding", values));
        }
    |
        name = KarstSettingName() ( <EQ> | <TO> )
        (
            <DEFAULT_>
        |
            KarstSettingValue(values)
            ( <COMMA> KarstSettingValue(values) )*
        ) {
            return new StatementNode(s.end(this),
                new SettingStatement.SetSetting(local, name, values));
        }
    )
}

void KarstSettingValue(List<String> values) :
{
    final String value;
}
{
    value = KarstOptionValue() { values.add(value); }
}

SqlIdentifier KarstSchemaName() :
{
    final String name;
    final SqlIdentifier identifier;
}
{
    name = SimpleStringLiteral() { return new SqlIdentifier(name, getPos()); }
|
    identifier = SimpleIdentifier() { return identifier; }
}

SqlNode KarstExplain() :
{
    final Span s;
    boolean analyze = false;
    final List<Option> given = new ArrayList<Option>();
    final List<Option> options = new ArrayList<Option>();
    final SqlNode statement;
}
{
    <EXPLAIN> { s = span(); }
    [
        LOOKAHEAD({ getToken(1).kind == PLAN && getToken(2).kind == FOR })
        <PLAN> <FOR>
    |
        LOOKAHEAD({ isExplainOption() })
        KarstOptions(given)
    ]
    [ <ANALYZE> { analyze = true; } ]
    [ <VERBOSE> { options.add(new Option("verbose", null, getPos())); } ]
    (
        statement = KarstCreate()
    |
        statement = KarstExecute()
    |
        statement = KarstQueryOrChange()
    )
    {
        for (Option option : given) {
            if (option.name().equals("analyze")) {
                analyze = option.isOn();
            } else {
                options.add(option);
            }
        }
        return new StatementNode(s.end(this), new Explain(analyze, options, statement));
    }
}

SqlNode KarstMaintenance() :
{
    final Span s;
    SqlIdentifier name = null;
    final MaintenanceStatement.Task task;
}
{
    (
        <ANALYZE> { s = span(); task = MaintenanceStatement.Task.ANALYZE; }
        [ LOOKAHEAD(2) <VERBOSE> ]
        [ name = CompoundTableIdentifier() ]
    |
        <VACUUM> { s = span(); task = MaintenanceStatement.Task.VACUUM; }
        [ LOOKAHEAD(2) <FULL> ]
        [ LOOKAHEAD(1) <ANALYZE> ]
        [ name = CompoundTableIdentifier() ]
    |
        <CHECKPOINT> { s = span(); task = MaintenanceStatement.Task.CHECKPOINT; }
    |
        <CHECK> { s = span(); task = MaintenanceStatement.Task.CHECK_COLLECTION; }
        <COLLECTION>
        [ name = SimpleIdentifier() ]
    )
    { return new StatementNode(s.end(this), new MaintenanceStatement(task, name)); }
}

SqlNode KarstPrepare() :
{
    final Span s;
    final SqlIdentifier name;
    final List<SqlDataTypeSpec> types = new ArrayList<SqlDataTypeSpec>();
    SqlDataTypeSpec type;
    final SqlParserPos start;
    final SqlNode statement;
}
{
    <PREPARE> { s = span(); } name = SimpleIdentifier()
    [
        <LPAREN> type = DataType() { types.add(type); }
        ( <COMMA> type = DataType() { types.add(type); } )*
        <RPAREN>
    ]
    <AS> {
        start = new SqlParserPos(getToken(1).beginLine, getToken(1).beginColumn);
        numberedParameters.allow();
    }
    statement = KarstQueryOrChange() {
        return new StatementNode(s.end(this), new NamedStatement.Prepare(
            name, types, statement, start, numberedParameters.list()));
    }
}

SqlNode KarstExecute() :
{
    final Span s;
    final SqlIdentifier name;
    final List<SqlNode> arguments = new ArrayList<SqlNode>();
}
{
    <EXECUTE> { s = span(); } name = SimpleIdentifier()
    [
        <LPAREN> AddExpression(arguments, ExprContext.ACCEPT_NON_QUERY)
        ( <COMMA> AddExpression(arguments, ExprContext.ACCEPT_NON_QUERY) )*
        <RPAREN>
    ] {
        return new StatementNode(s.end(this), new NamedStatement.Execute(name, arguments));
    }
}

SqlNode KarstDeallocate() :
{
    final Span s;
    SqlIdentifier name = null;
}
{
    <DEALLOCATE> { s = span(); }
    [ LOOKAHEAD(<PREPARE> ( <ALL> | SimpleIdentifier() )) <PREPARE> ]
    ( <ALL> | name = SimpleIdentifier() ) {
        return new StatementNode(s.end(this), new NamedStatement.Deallocate(name));
    }
}
