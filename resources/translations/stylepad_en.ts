<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
  <context>
    <name>CutsDialog</name>
    <message numerus="yes">
      <source>%n characters</source>
      <translation>
        <numerusform>%n character</numerusform>
        <numerusform>%n characters</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message numerus="yes">
      <source>%n match(es)</source>
      <translation>
        <numerusform>%n match</numerusform>
        <numerusform>%n matches</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced</source>
      <translation>
        <numerusform>%n replaced</numerusform>
        <numerusform>%n replaced</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Library</name>
    <message numerus="yes">
      <source>{names} and %n more</source>
      <translation>
        <numerusform>{names} and %n more</numerusform>
        <numerusform>{names} and %n more</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>OfferRow</name>
    <message numerus="yes">
      <source>about %Ln token(s) a second</source>
      <translation>
        <numerusform>about %Ln token a second</numerusform>
        <numerusform>about %Ln tokens a second</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n style(s) with an adapter for it</source>
      <translation>
        <numerusform>%n style with an adapter for it</numerusform>
        <numerusform>%n styles with an adapter for it</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Report</name>
    <message numerus="yes">
      <source>%n word(s) in a row stand in the author's own text.</source>
      <translation>
        <numerusform>%n word in a row stands in the author's own text.</numerusform>
        <numerusform>%n words in a row stand in the author's own text.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n passage(s) did not pass every check; the best of them stand here.</source>
      <translation>
        <numerusform>%n passage did not pass every check; the best attempt stands here.</numerusform>
        <numerusform>%n passages did not pass every check; the best attempts stand here.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n passage(s) were made plain first.</source>
      <translation>
        <numerusform>%n passage was made plain first.</numerusform>
        <numerusform>%n passages were made plain first.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n passage(s) could not be made plain first; the text as it was is restyled.</source>
      <translation>
        <numerusform>%n passage could not be made plain first; the text as it was is restyled.</numerusform>
        <numerusform>%n passages could not be made plain first; the text as it was is restyled.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>and %n more</numerusform>
        <numerusform>and %n more</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>longest quotation: %n words</source>
      <translation>
        <numerusform>longest quotation: %n word</numerusform>
        <numerusform>longest quotation: %n words</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RepositoryRow</name>
    <message numerus="yes">
      <source>%Ln download(s)</source>
      <translation>
        <numerusform>%Ln download</numerusform>
        <numerusform>%Ln downloads</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message numerus="yes">
      <source>%Ln word(s)</source>
      <translation>
        <numerusform>%Ln word</numerusform>
        <numerusform>%Ln words</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{selected} of %Ln word(s) selected</source>
      <translation>
        <numerusform>{selected} of %Ln word selected</numerusform>
        <numerusform>{selected} of %Ln words selected</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>WorkRow</name>
    <message numerus="yes">
      <source>%n words</source>
      <translation>
        <numerusform>%n word</numerusform>
        <numerusform>%n words</numerusform>
      </translation>
    </message>
  </context>
</TS>
