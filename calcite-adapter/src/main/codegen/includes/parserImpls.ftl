<#-- Productions of Karst's own statements; named in config.fmpp under implementationFiles. -->
