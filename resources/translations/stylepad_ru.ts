<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About StylePad</source>
      <translation>О программе StylePad</translation>
    </message>
    <message>
      <source>Rewrites highlighted text in an author's manner, on your own computer. Nothing you write leaves it.</source>
      <translation>Переписывает выделенный текст в манере писателя — на вашем компьютере. Ничто из написанного его не покидает.</translation>
    </message>
    <message>
      <source>Free software under the Apache License 2.0. The faces are Literata and Golos Text, under the SIL Open Font License.</source>
      <translation>Свободная программа под лицензией Apache 2.0. Шрифты — Literata и Golos Text под лицензией SIL Open Font License.</translation>
    </message>
  </context>
  <context>
    <name>Actions</name>
    <message>
      <source>&amp;New</source>
      <translation>&amp;Новый</translation>
    </message>
    <message>
      <source>&amp;Open…</source>
      <translation>&amp;Открыть…</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Сохранить</translation>
    </message>
    <message>
      <source>Save &amp;As…</source>
      <translation>Сохранить &amp;как…</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>В&amp;ыход</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Отменить</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Повторить</translation>
    </message>
    <message>
      <source>Cu&amp;t</source>
      <translation>&amp;Вырезать</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Копировать</translation>
    </message>
    <message>
      <source>&amp;Paste</source>
      <translation>Вст&amp;авить</translation>
    </message>
    <message>
      <source>Select &amp;All</source>
      <translation>Выделить в&amp;сё</translation>
    </message>
    <message>
      <source>&amp;Find…</source>
      <translation>&amp;Найти…</translation>
    </message>
    <message>
      <source>R&amp;eplace…</source>
      <translation>&amp;Заменить…</translation>
    </message>
    <message>
      <source>Find Ne&amp;xt</source>
      <translation>Найти &amp;далее</translation>
    </message>
    <message>
      <source>Find Pre&amp;vious</source>
      <translation>Найти &amp;ранее</translation>
    </message>
    <message>
      <source>Se&amp;ttings…</source>
      <translation>&amp;Настройки…</translation>
    </message>
    <message>
      <source>Zoom &amp;In</source>
      <translation>&amp;Крупнее</translation>
    </message>
    <message>
      <source>Zoom &amp;Out</source>
      <translation>&amp;Мельче</translation>
    </message>
    <message>
      <source>&amp;Actual Size</source>
      <translation>&amp;Обычный размер</translation>
    </message>
    <message>
      <source>&amp;Full Screen</source>
      <translation>На весь &amp;экран</translation>
    </message>
    <message>
      <source>Follow the System</source>
      <translation>Как в системе</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Светлая</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Тёмная</translation>
    </message>
    <message>
      <source>System Language</source>
      <translation>Язык системы</translation>
    </message>
    <message>
      <source>&amp;Welcome</source>
      <translation>&amp;Знакомство</translation>
    </message>
    <message>
      <source>&amp;Keyboard Shortcuts</source>
      <translation>&amp;Сочетания клавиш</translation>
    </message>
    <message>
      <source>&amp;About StylePad</source>
      <translation>&amp;О программе StylePad</translation>
    </message>
  </context>
  <context>
    <name>Comparison</name>
    <message>
      <source>Original</source>
      <translation>Оригинал</translation>
    </message>
    <message>
      <source>Suggestion</source>
      <translation>Вариант</translation>
    </message>
  </context>
  <context>
    <name>CrashNotice</name>
    <message>
      <source>Something Went Wrong</source>
      <translation>Что-то пошло не так</translation>
    </message>
    <message>
      <source>Something went wrong inside StylePad. Your text is still here, and a copy of it has been put aside. You can go on; saving now is a good idea.</source>
      <translation>В программе StylePad произошла ошибка. Ваш текст на месте, и его копия отложена. Можно продолжать; сейчас хорошо бы сохранить.</translation>
    </message>
    <message>
      <source>Details have been saved to {file}.</source>
      <translation>Подробности сохранены в {file}.</translation>
    </message>
    <message>
      <source>StylePad closed unexpectedly last time. Whatever was not saved is offered again. Details: {file}</source>
      <translation>В прошлый раз StylePad закрылся неожиданно. Несохранённое будет предложено снова. Подробности: {file}</translation>
    </message>
  </context>
  <context>
    <name>DiskWatch</name>
    <message>
      <source>“{name}” is not on the disk any more: it was moved or deleted. The text is still here; Save writes it again.</source>
      <translation>Файла «{name}» больше нет на диске: его переместили или удалили. Текст по-прежнему здесь; «Сохранить» запишет его снова.</translation>
    </message>
    <message>
      <source>“{name}” was changed by another program. Reload shows that version; without it you go on with the text as it is here, and are asked before saving.</source>
      <translation>Файл «{name}» изменила другая программа. «Перечитать» покажет ту версию; иначе вы продолжаете со своим текстом, и перед сохранением будет вопрос.</translation>
    </message>
    <message>
      <source>Reload</source>
      <translation>Перечитать</translation>
    </message>
  </context>
  <context>
    <name>DocumentSession</name>
    <message>
      <source>Untitled</source>
      <translation>Без названия</translation>
    </message>
    <message>
      <source>Save As…</source>
      <translation>Сохранить как…</translation>
    </message>
    <message>
      <source>Save as UTF-8</source>
      <translation>Сохранить в UTF-8</translation>
    </message>
  </context>
  <context>
    <name>Editor</name>
    <message>
      <source>Text</source>
      <translation>Текст</translation>
    </message>
    <message>
      <source>Write or paste a text here.</source>
      <translation>Напишите или вставьте сюда текст.</translation>
    </message>
  </context>
  <context>
    <name>EncodingDialog</name>
    <message>
      <source>Which Encoding?</source>
      <translation>Какая кодировка?</translation>
    </message>
    <message>
      <source>“{name}” does not say how its letters are written down. Pick the line that reads right; the file itself is not changed.</source>
      <translation>По файлу «{name}» не понять, как в нём записаны буквы. Выберите строку, с которой текст читается; сам файл не изменится.</translation>
    </message>
    <message>
      <source>Encodings</source>
      <translation>Кодировки</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Просмотр</translation>
    </message>
  </context>
  <context>
    <name>EngineNote</name>
    <message>
      <source>The model is not loaded. {reason}</source>
      <translation>Модель не загружена. {reason}</translation>
    </message>
    <message>
      <source>The model is being loaded… {share}</source>
      <translation>Модель загружается… {share}</translation>
    </message>
    <message>
      <source>Loaded: {name} · {place} · threads: {threads} · context: {context} tokens.</source>
      <translation>Загружена: {name} · {place} · потоков: {threads} · контекст: {context} токенов.</translation>
    </message>
    <message>
      <source>This build of the engine works on the processor only.</source>
      <translation>Эта сборка движка работает только на процессоре.</translation>
    </message>
    <message>
      <source>No graphics card was found.</source>
      <translation>Видеокарта не найдена.</translation>
    </message>
    <message>
      <source>The graphics card is switched off here.</source>
      <translation>Видеокарта отключена здесь же.</translation>
    </message>
    <message>
      <source>The number of layers on the graphics card is limited here.</source>
      <translation>Число слоёв на видеокарте ограничено здесь же.</translation>
    </message>
    <message>
      <source>Not one layer fits the free memory of the graphics card.</source>
      <translation>В свободную память видеокарты не помещается ни один слой.</translation>
    </message>
    <message>
      <source>More layers do not fit the free memory of the graphics card.</source>
      <translation>Больше слоёв в свободную память видеокарты не помещается.</translation>
    </message>
    <message>
      <source>The graphics card had less free memory than it said.</source>
      <translation>Свободной памяти на видеокарте оказалось меньше, чем она сообщила.</translation>
    </message>
  </context>
  <context>
    <name>EngineStatus</name>
    <message>
      <source>{rate} tokens/s</source>
      <translation>{rate} ток./с</translation>
    </message>
    <message>
      <source>Start the engine</source>
      <translation>Запустить движок</translation>
    </message>
    <message>
      <source>Start again</source>
      <translation>Запустить снова</translation>
    </message>
    <message>
      <source>Not ready: {reason}</source>
      <translation>Не готово: {reason}</translation>
    </message>
    <message>
      <source>Loading the model… {share}</source>
      <translation>Модель загружается… {share}</translation>
    </message>
  </context>
  <context>
    <name>Errors</name>
    <message>
      <source>Something went wrong inside StylePad ({kind}). Your text is untouched; the details are in the log.</source>
      <translation>В программе StylePad произошла ошибка ({kind}). Текст не тронут; подробности в журнале.</translation>
    </message>
    <message>
      <source>Stopped.</source>
      <translation>Остановлено.</translation>
    </message>
    <message>
      <source>This is not a text file, so it was not opened; nothing was changed. StylePad opens plain text and Markdown (.txt, .md): save the document as one of those first.</source>
      <translation>Это не текстовый файл, поэтому он не открыт; ничего не изменено. StylePad открывает простой текст и Markdown (.txt, .md): сначала сохраните документ в одном из этих видов.</translation>
    </message>
    <message>
      <source>The file is not in {encoding}, so it was not opened; nothing was changed. Choose another encoding.</source>
      <translation>Файл записан не в кодировке {encoding}, поэтому он не открыт; ничего не изменено. Выберите другую кодировку.</translation>
    </message>
    <message>
      <source>{file} is a folder or a device, not a text file. Nothing was changed. Choose a text file.</source>
      <translation>{file} — папка или устройство, а не текстовый файл. Ничего не изменено. Выберите текстовый файл.</translation>
    </message>
    <message>
      <source>{file} is larger than the texts that StylePad opens (200 MB). Nothing was changed. Split the file and open its parts.</source>
      <translation>{file} больше, чем тексты, которые открывает StylePad (200 МБ). Ничего не изменено. Разделите файл и откройте его части.</translation>
    </message>
    <message>
      <source>{file} is not there any more; it may have been moved or deleted. Nothing was changed. Look for it in another folder.</source>
      <translation>Файла {file} больше нет на месте: возможно, его переместили или удалили. Ничего не изменено. Поищите его в другой папке.</translation>
    </message>
    <message>
      <source>{file} could not be read ({reason}), so it was not opened; nothing was changed. Check that you may read the file and that its disk is connected.</source>
      <translation>{file} не удалось прочитать ({reason}), поэтому он не открыт; ничего не изменено. Проверьте, что у вас есть право на чтение и что диск подключён.</translation>
    </message>
    <message>
      <source>The character “{character}” in line {line} does not exist in {encoding}, so the file was not saved and is as it was. Save it in UTF-8, which has every character, or replace the character.</source>
      <translation>Знака «{character}» из строки {line} нет в кодировке {encoding}, поэтому файл не сохранён и остался прежним. Сохраните его в UTF-8, где есть все знаки, или замените этот знак.</translation>
    </message>
    <message>
      <source>{file} is read-only, so it was not saved and is as it was. Your text is safe here: save it under another name, or allow writing to the file.</source>
      <translation>{file} защищён от записи, поэтому не сохранён и остался прежним. Ваш текст здесь, в окне: сохраните его под другим именем или разрешите запись в файл.</translation>
    </message>
    <message>
      <source>{file} could not be written ({reason}), so it was not saved; what was on disk is as it was and your text is safe here. Save it in another folder.</source>
      <translation>{file} не удалось записать ({reason}), поэтому он не сохранён; на диске всё по-прежнему, а ваш текст здесь, в окне. Сохраните его в другой папке.</translation>
    </message>
    <message>
      <source>There is no room on the disk for {file}, so it was not saved; the file on disk is as it was and your text is safe here. Free some space or save to another disk.</source>
      <translation>На диске нет места для {file}, поэтому файл не сохранён; на диске всё по-прежнему, а ваш текст здесь, в окне. Освободите место или сохраните на другой диск.</translation>
    </message>
    <message>
      <source>The recovery copy could not be written ({reason}). Your text is here, but would not survive a crash: save it now.</source>
      <translation>Не удалось записать резервную копию ({reason}). Ваш текст здесь, но сбоя он не переживёт: сохраните его сейчас.</translation>
    </message>
    <message>
      <source>The recovery copy is not there any more; another window may have opened it.</source>
      <translation>Резервной копии больше нет: возможно, её открыло другое окно.</translation>
    </message>
    <message>
      <source>The settings could not be saved in {path}. They hold until the program ends; your text is not concerned. Make room or allow writing there.</source>
      <translation>Настройки не удалось сохранить в {path}. Они действуют до конца работы программы; текста это не касается. Освободите место или разрешите запись.</translation>
    </message>
    <message>
      <source>The settings file {path} is broken, so the usual settings hold. The file as it was is kept in {kept}.</source>
      <translation>Файл настроек {path} испорчен, поэтому действуют обычные настройки. Прежний файл сохранён: {kept}.</translation>
    </message>
    <message>
      <source>The settings file {path} has wrong values, for which the usual ones hold. The file as it was is kept in {kept}.</source>
      <translation>В файле настроек {path} есть неверные значения, вместо них действуют обычные. Прежний файл сохранён: {kept}.</translation>
    </message>
    <message>
      <source>The settings file {path} is of a newer StylePad; what this one understands is used. The file as it was is kept in {kept}.</source>
      <translation>Файл настроек {path} — от более новой версии StylePad; из него взято то, что понятно этой. Прежний файл сохранён как {kept}.</translation>
    </message>
    <message>
      <source>The settings file {path} is not usable as it is and could not be kept aside, so it stays untouched and changes of settings hold until the program ends. Mend the file or move it away.</source>
      <translation>Файл настроек {path} в таком виде непригоден, а отложить его копию не удалось. Он остаётся нетронутым, и изменения настроек действуют, пока программа не закрыта. Исправьте файл или уберите его.</translation>
    </message>
    <message>
      <source>The environment variable {variable} is “{value}”, which it cannot be, so it is left out of account; your text is not concerned. Correct it or remove it.</source>
      <translation>Переменная окружения {variable} не может быть «{value}», поэтому не учитывается; вашего текста это не касается. Исправьте её или уберите.</translation>
    </message>
    <message>
      <source>There is no model file {path}. Choose another model, or install StylePad again if it is the built-in one. Your text is as it was.</source>
      <translation>Файла модели {path} нет. Выберите другую модель или, если это встроенная, установите StylePad заново. Текст остался прежним.</translation>
    </message>
    <message>
      <source>The model file {path} cannot be read: {reason}. Check its permissions or choose another.</source>
      <translation>Файл модели {path} не читается: {reason}. Проверьте права доступа или выберите другой.</translation>
    </message>
    <message>
      <source>{name} is not a GGUF model file. If it was downloaded, a web page may have been saved in its place: get it again, or choose another model.</source>
      <translation>{name} — не файл модели GGUF. Если его скачивали, вместо него могла сохраниться веб-страница: скачайте его заново или выберите другую модель.</translation>
    </message>
    <message>
      <source>{name} is cut off: part of the model is missing. Get it again, or choose another model.</source>
      <translation>{name} обрывается: части модели нет. Скачайте файл заново или выберите другую модель.</translation>
    </message>
    <message>
      <source>{name} is damaged: {what}. Get it again, or choose another model.</source>
      <translation>{name} повреждён ({what}). Скачайте файл заново или выберите другую модель.</translation>
    </message>
    <message>
      <source>{name} needs more memory than is free. Close other programs or choose a smaller model; your text is not affected.</source>
      <translation>Для {name} не хватает свободной памяти. Закройте другие программы или выберите модель поменьше; текста это не касается.</translation>
    </message>
    <message>
      <source>The model {name} cannot be loaded: {reason}. The text is unchanged; choose another model.</source>
      <translation>Модель {name} не загружается: {reason}. Текст не изменён; выберите другую модель.</translation>
    </message>
    <message>
      <source>The adapter {name} cannot be used: {reason}. The text is unchanged; install the style again.</source>
      <translation>Адаптер {name} не подходит: {reason}. Текст не изменён; установите стиль заново.</translation>
    </message>
    <message>
      <source>The style's adapter {path} cannot be read. The text is unchanged; install the style again.</source>
      <translation>Адаптер стиля {path} не читается. Текст не изменён; установите стиль заново.</translation>
    </message>
    <message>
      <source>The engine could not start. The text is unchanged; install StylePad again, or run `stylepad doctor` to see why.</source>
      <translation>Движок не запустился. Текст не изменён; установите StylePad заново или выполните `stylepad doctor`, чтобы узнать причину.</translation>
    </message>
    <message>
      <source>The engine ran out of memory. The text is unchanged; close other programs, or choose a smaller model.</source>
      <translation>Движку не хватило памяти. Текст не изменён; закройте другие программы или выберите модель поменьше.</translation>
    </message>
    <message>
      <source>The system ended the engine, perhaps because memory ran out. The text is unchanged, only this suggestion is lost. Try again: the engine starts anew by itself.</source>
      <translation>Система остановила движок — возможно, кончилась память. Текст не изменён, потерян только этот вариант. Попробуйте ещё раз: движок запустится сам.</translation>
    </message>
    <message>
      <source>The model library met something it cannot handle and ended itself. The text is unchanged, only this suggestion is lost. Try again: the engine starts anew by itself.</source>
      <translation>Библиотека модели встретила то, с чем не справилась, и остановилась. Текст не изменён, потерян только этот вариант. Попробуйте ещё раз: движок запустится сам.</translation>
    </message>
    <message>
      <source>The engine crashed. The text is unchanged, only this suggestion is lost. Try again: the engine starts anew by itself.</source>
      <translation>В движке произошёл сбой. Текст не изменён, потерян только этот вариант. Попробуйте ещё раз: движок запустится сам.</translation>
    </message>
    <message>
      <source>The engine stopped twice in a row and is not started again by itself. The text is unchanged. Close other programs or choose a smaller model, then start the engine again.</source>
      <translation>Движок остановился два раза подряд и сам больше не запускается. Текст не изменён. Закройте другие программы или выберите модель поменьше, затем запустите движок снова.</translation>
    </message>
    <message>
      <source>The model could not go on with this text. The text is unchanged; try again, or select less of it.</source>
      <translation>Модель не смогла продолжить этот текст. Текст не изменён; попробуйте ещё раз или выделите меньше.</translation>
    </message>
    <message>
      <source>The text is too long for the model: {tokens} tokens, and the model reads {context}. The text is unchanged; select less of it.</source>
      <translation>Текст слишком длинный для модели: {tokens} токенов, а модель читает {context}. Текст не изменён; выделите меньше.</translation>
    </message>
    <message>
      <source>No model is loaded. The text is unchanged; choose a model first.</source>
      <translation>Модель не загружена. Текст не изменён; сначала выберите модель.</translation>
    </message>
    <message>
      <source>No model is loaded, so nothing can be restyled. Your text is as it was; load a model first.</source>
      <translation>Модель не загружена, переписывать нечем. Текст остался прежним; сначала загрузите модель.</translation>
    </message>
    <message>
      <source>The engine met an error of its own. The text is unchanged; try again, and report it if it comes back.</source>
      <translation>В движке возникла внутренняя ошибка. Текст не изменён; попробуйте ещё раз, а если она повторится, сообщите о ней.</translation>
    </message>
    <message>
      <source>There is nothing to restyle: the selection has no sentences, only blanks, signs, links, code or headings. Your text is as it was; select a sentence or more.</source>
      <translation>Переписывать нечего: в выделенном нет предложений, только пробелы, знаки, ссылки, код или заголовки. Текст остался прежним; выделите хотя бы одно предложение.</translation>
    </message>
  </context>
  <context>
    <name>FaceControl</name>
    <message>
      <source>{family} (not installed)</source>
      <translation>{family} (не установлен)</translation>
    </message>
  </context>
  <context>
    <name>FileQuestions</name>
    <message>
      <source>Open a Text</source>
      <translation>Открыть текст</translation>
    </message>
    <message>
      <source>Save the Text As</source>
      <translation>Сохранить текст как</translation>
    </message>
    <message>
      <source>Unsaved Text</source>
      <translation>Текст не сохранён</translation>
    </message>
    <message>
      <source>“{name}” has changes that are not saved. Save them?</source>
      <translation>В тексте «{name}» есть несохранённые изменения. Сохранить их?</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Сохранить</translation>
    </message>
    <message>
      <source>Don't Save</source>
      <translation>Не сохранять</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>Changed on Disk</source>
      <translation>Изменён на диске</translation>
    </message>
    <message>
      <source>“{name}” was changed by another program since you opened it. Saving would replace what is there now.</source>
      <translation>Файл «{name}» изменила другая программа, с тех пор как вы его открыли. Сохранение заменит то, что там сейчас.</translation>
    </message>
    <message>
      <source>Save As…</source>
      <translation>Сохранить как…</translation>
    </message>
    <message>
      <source>Keep Mine</source>
      <translation>Оставить моё</translation>
    </message>
    <message>
      <source>Reload Theirs</source>
      <translation>Взять с диска</translation>
    </message>
    <message>
      <source>Texts ({suffixes})</source>
      <translation>Тексты ({suffixes})</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Все файлы (*)</translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message>
      <source>Find and replace</source>
      <translation>Поиск и замена</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Найти</translation>
    </message>
    <message>
      <source>Replace with</source>
      <translation>Заменить на</translation>
    </message>
    <message>
      <source>Aa</source>
      <translation>Аа</translation>
    </message>
    <message>
      <source>Match case</source>
      <translation>Учитывать регистр</translation>
    </message>
    <message>
      <source>|ab|</source>
      <translation>|аб|</translation>
    </message>
    <message>
      <source>Whole words</source>
      <translation>Слова целиком</translation>
    </message>
    <message>
      <source>Previous match</source>
      <translation>Предыдущее совпадение</translation>
    </message>
    <message>
      <source>Next match</source>
      <translation>Следующее совпадение</translation>
    </message>
    <message>
      <source>Close the find bar</source>
      <translation>Закрыть поиск</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Заменить</translation>
    </message>
    <message>
      <source>Replace All</source>
      <translation>Заменить всё</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Не найдено</translation>
    </message>
    <message>
      <source>{current} of {total}</source>
      <translation>{current} из {total}</translation>
    </message>
    <message numerus="yes">
      <source>%n match(es)</source>
      <translation>
        <numerusform>%n совпадение</numerusform>
        <numerusform>%n совпадения</numerusform>
        <numerusform>%n совпадений</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced</source>
      <translation>
        <numerusform>%n замена</numerusform>
        <numerusform>%n замены</numerusform>
        <numerusform>%n замен</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FolderControl</name>
    <message>
      <source>Choose a Folder</source>
      <translation>Выбор папки</translation>
    </message>
    <message>
      <source>There is no folder {path}, so the one of before holds.</source>
      <translation>Папки {path} нет, поэтому остаётся прежняя.</translation>
    </message>
  </context>
  <context>
    <name>KeyField</name>
    <message>
      <source>Press the keys…</source>
      <translation>Нажмите клавиши…</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Нет</translation>
    </message>
  </context>
  <context>
    <name>LayersControl</name>
    <message>
      <source>Automatic</source>
      <translation>Автоматически</translation>
    </message>
    <message>
      <source>Layers on GPU</source>
      <translation>Слоёв на GPU</translation>
    </message>
    <message>
      <source>Processor only</source>
      <translation>Только процессор</translation>
    </message>
  </context>
  <context>
    <name>Legend</name>
    <message>
      <source>struck through: gone</source>
      <translation>зачёркнуто: ушло</translation>
    </message>
    <message>
      <source>underlined: new</source>
      <translation>подчёркнуто: новое</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Toolbar</source>
      <translation>Панель инструментов</translation>
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>No recent files</source>
      <translation>Недавних файлов нет</translation>
    </message>
    <message>
      <source>Clear the List</source>
      <translation>Очистить список</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Файл</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Правка</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Вид</translation>
    </message>
    <message>
      <source>&amp;Style</source>
      <translation>&amp;Стиль</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>С&amp;правка</translation>
    </message>
    <message>
      <source>Open &amp;Recent</source>
      <translation>Не&amp;давние</translation>
    </message>
    <message>
      <source>&amp;Encoding</source>
      <translation>&amp;Кодировка</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>&amp;Тема</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>&amp;Язык</translation>
    </message>
  </context>
  <context>
    <name>MessageRow</name>
    <message>
      <source>Close</source>
      <translation>Закрыть</translation>
    </message>
  </context>
  <context>
    <name>ModelControl</name>
    <message>
      <source>Choose a Model</source>
      <translation>Выбор модели</translation>
    </message>
    <message>
      <source>Models (*.gguf)</source>
      <translation>Модели (*.gguf)</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Все файлы (*)</translation>
    </message>
    <message>
      <source>There is no file {path}, so the model of before holds.</source>
      <translation>Файла {path} нет, поэтому остаётся прежняя модель.</translation>
    </message>
    <message>
      <source>The built-in model</source>
      <translation>Встроенная модель</translation>
    </message>
  </context>
  <context>
    <name>PathControl</name>
    <message>
      <source>Choose…</source>
      <translation>Выбрать…</translation>
    </message>
    <message>
      <source>Choose: {setting}</source>
      <translation>Выбрать: {setting}</translation>
    </message>
  </context>
  <context>
    <name>PlaceControl</name>
    <message>
      <source>Show</source>
      <translation>Показать</translation>
    </message>
    <message>
      <source>Show: {setting}</source>
      <translation>Показать: {setting}</translation>
    </message>
    <message>
      <source>No program here shows folders. The path above can be copied.</source>
      <translation>Здесь нет программы, которая показывает папки. Путь можно скопировать.</translation>
    </message>
  </context>
  <context>
    <name>RecoveryKeeper</name>
    <message>
      <source>Changes to “{name}” from {when} were not saved.</source>
      <translation>Изменения в «{name}» ({when}) не были сохранены.</translation>
    </message>
    <message>
      <source>A text from {when} was not saved: “{beginning}…”</source>
      <translation>Текст от {when} не был сохранён: «{beginning}…»</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Восстановить</translation>
    </message>
    <message>
      <source>Discard the Copy</source>
      <translation>Удалить копию</translation>
    </message>
  </context>
  <context>
    <name>Report</name>
    <message>
      <source>Report</source>
      <translation>Отчёт</translation>
    </message>
    <message>
      <source>Lost: {values}</source>
      <translation>Потеряно: {values}</translation>
    </message>
    <message>
      <source>Not in the original: {values}</source>
      <translation>Нет в оригинале: {values}</translation>
    </message>
    <message>
      <source>The original has no numbers, names, links or quotations to keep.</source>
      <translation>В оригинале нет чисел, имён, ссылок и цитат, которые надо сохранить.</translation>
    </message>
    <message>
      <source>Near to {style}: {dots} {percent}</source>
      <translation>Близость к стилю «{style}»: {dots} {percent}</translation>
    </message>
    <message>
      <source>Kept: {values}</source>
      <translation>Сохранено: {values}</translation>
    </message>
    <message>
      <source>Everything is kept: {values}</source>
      <translation>Сохранено всё: {values}</translation>
    </message>
    <message numerus="yes">
      <source>%n word(s) in a row stand in the author's own text.</source>
      <translation>
        <numerusform>%n слово подряд есть в тексте самого автора.</numerusform>
        <numerusform>%n слова подряд есть в тексте самого автора.</numerusform>
        <numerusform>%n слов подряд есть в тексте самого автора.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n passage(s) did not pass every check; the best of them stand here.</source>
      <translation>
        <numerusform>%n отрывок прошёл не все проверки; здесь лучший из вариантов.</numerusform>
        <numerusform>%n отрывка прошли не все проверки; здесь лучшие из вариантов.</numerusform>
        <numerusform>%n отрывков прошли не все проверки; здесь лучшие из вариантов.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %n more</source>
      <translation>
        <numerusform>и ещё %n</numerusform>
        <numerusform>и ещё %n</numerusform>
        <numerusform>и ещё %n</numerusform>
      </translation>
    </message>
    <message>
      <source>The model wrote nothing.</source>
      <translation>Модель ничего не написала.</translation>
    </message>
    <message>
      <source>The words are the same as before.</source>
      <translation>Слова те же, что и были.</translation>
    </message>
    <message>
      <source>It breaks off before its end.</source>
      <translation>Текст обрывается.</translation>
    </message>
    <message>
      <source>It is much shorter or much longer than the original.</source>
      <translation>Намного короче или длиннее оригинала.</translation>
    </message>
    <message>
      <source>It repeats itself.</source>
      <translation>Повторяется.</translation>
    </message>
    <message>
      <source>Some words mix two alphabets.</source>
      <translation>В некоторых словах смешаны два алфавита.</translation>
    </message>
    <message>
      <source>It is in another language.</source>
      <translation>Написано на другом языке.</translation>
    </message>
    <message>
      <source>A quotation mark or bracket is not closed.</source>
      <translation>Не закрыта кавычка или скобка.</translation>
    </message>
  </context>
  <context>
    <name>RestyleActions</name>
    <message>
      <source>Restyle</source>
      <translation>Переписать</translation>
    </message>
    <message>
      <source>Accept</source>
      <translation>Принять</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Ещё раз</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Отклонить</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Остановить</translation>
    </message>
    <message>
      <source>Previous candidate</source>
      <translation>Предыдущий вариант</translation>
    </message>
    <message>
      <source>Next candidate</source>
      <translation>Следующий вариант</translation>
    </message>
    <message>
      <source>Rewrite the selection, or the paragraph, in an author's manner</source>
      <translation>Переписать выделенное или весь абзац в манере автора</translation>
    </message>
  </context>
  <context>
    <name>RestyleController</name>
    <message>
      <source>There are no words in the paragraph at the cursor. Select the text to restyle, or put the cursor in a paragraph.</source>
      <translation>В абзаце у курсора нет слов. Выделите текст, который надо переписать, или поставьте курсор в абзац.</translation>
    </message>
    <message>
      <source>There are no words in the selection, so there is nothing to restyle. Select some text with words.</source>
      <translation>В выделенном нет слов, переписывать нечего. Выделите текст со словами.</translation>
    </message>
    <message>
      <source>Repeat the suggestion</source>
      <translation>Повторить вариант</translation>
    </message>
    <message>
      <source>Start the engine</source>
      <translation>Запустить движок</translation>
    </message>
    <message>
      <source>Start again</source>
      <translation>Запустить снова</translation>
    </message>
  </context>
  <context>
    <name>Review</name>
    <message>
      <source>The text has changed since. Try again restyles it as it is now.</source>
      <translation>Текст с тех пор изменился. «Ещё раз» перепишет его таким, каков он сейчас.</translation>
    </message>
    <message>
      <source>Stopped.</source>
      <translation>Остановлено.</translation>
    </message>
    <message>
      <source>Waiting for the model… {share}</source>
      <translation>Ждём модель… {share}</translation>
    </message>
    <message>
      <source>Waiting for the engine…</source>
      <translation>Ждём движок…</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} из {total}</translation>
    </message>
    <message>
      <source>Writing…</source>
      <translation>Пишется…</translation>
    </message>
    <message>
      <source>{done} of {total} passages are finished; Accept takes these.</source>
      <translation>Готово отрывков: {done} из {total}; «Принять» возьмёт их.</translation>
    </message>
  </context>
  <context>
    <name>ReviewPanel</name>
    <message>
      <source>Style: {name}</source>
      <translation>Стиль: {name}</translation>
    </message>
    <message>
      <source>{number} of {total}</source>
      <translation>{number} из {total}</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Разбор варианта</translation>
    </message>
    <message>
      <source>Choose another style for the same text</source>
      <translation>Выбрать другой стиль для того же текста</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Ход работы</translation>
    </message>
  </context>
  <context>
    <name>SettingRow</name>
    <message>
      <source>Reset: {setting}</source>
      <translation>Сбросить: {setting}</translation>
    </message>
    <message>
      <source>Reset to: {value}</source>
      <translation>Вернуть: {value}</translation>
    </message>
    <message>
      <source>Set for this run by the environment variable {variable}.</source>
      <translation>На этот запуск задано переменной окружения {variable}.</translation>
    </message>
  </context>
  <context>
    <name>Settings</name>
    <message>
      <source>Boldness</source>
      <translation>Смелость</translation>
    </message>
    <message>
      <source>Careful suggestions stay close to the likeliest words; bold ones surprise more and fail more often. It shifts what each style says of itself.</source>
      <translation>Осторожные варианты держатся самых вероятных слов, смелые чаще удивляют и чаще не удаются. Это поправка к тому, что задано в самом стиле.</translation>
    </message>
    <message>
      <source>Careful</source>
      <translation>Осторожно</translation>
    </message>
    <message>
      <source>Balanced</source>
      <translation>Взвешенно</translation>
    </message>
    <message>
      <source>Bold</source>
      <translation>Смело</translation>
    </message>
    <message>
      <source>temperature sampling creativity chance</source>
      <translation>температура сэмплирование случайность творчество</translation>
    </message>
    <message>
      <source>Candidates</source>
      <translation>Число вариантов</translation>
    </message>
    <message>
      <source>How many rewritings are drawn at once; the best is shown first. More take longer.</source>
      <translation>Сколько вариантов пишется за раз; лучший показан первым. Чем их больше, тем дольше ждать.</translation>
    </message>
    <message>
      <source>number of suggestions variants</source>
      <translation>количество кандидаты сколько</translation>
    </message>
    <message>
      <source>Against repeated words</source>
      <translation>Против повторов</translation>
    </message>
    <message>
      <source>Holds back words that were just used. Raise it when suggestions go round in circles; too much makes them stilted.</source>
      <translation>Придерживает слова, которые только что были. Усильте, если варианты ходят по кругу; избыток делает их вымученными.</translation>
    </message>
    <message>
      <source>As the style says</source>
      <translation>Как задано в стиле</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Выключено</translation>
    </message>
    <message>
      <source>A little</source>
      <translation>Слегка</translation>
    </message>
    <message>
      <source>Strongly</source>
      <translation>Сильно</translation>
    </message>
    <message>
      <source>repeat penalty loop</source>
      <translation>штраф за повторение зацикливание</translation>
    </message>
    <message>
      <source>Typeface</source>
      <translation>Шрифт</translation>
    </message>
    <message>
      <source>The face of your text and of the suggestions beside it; files keep none.</source>
      <translation>Шрифт вашего текста и вариантов рядом с ним; в файлы он не попадает.</translation>
    </message>
    <message>
      <source>font letters</source>
      <translation>гарнитура буквы</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Размер</translation>
    </message>
    <message>
      <source>The size of the text at 100 %; zooming in the View menu goes from there.</source>
      <translation>Размер текста при масштабе 100 %; от него отсчитывается масштаб в меню «Вид».</translation>
    </message>
    <message>
      <source>Usual</source>
      <translation>Обычный</translation>
    </message>
    <message>
      <source>pt</source>
      <translation>пт</translation>
    </message>
    <message>
      <source>font points letters zoom</source>
      <translation>шрифт кегль пункты буквы масштаб</translation>
    </message>
    <message>
      <source>Line width</source>
      <translation>Ширина строки</translation>
    </message>
    <message>
      <source>How long a line may grow, however wide the window is; 45 to 75 characters read best.</source>
      <translation>До какой длины растёт строка, как бы ни было широко окно; лучше всего читаются 45–75 знаков.</translation>
    </message>
    <message>
      <source>Narrow</source>
      <translation>Узкая</translation>
    </message>
    <message>
      <source>Comfortable</source>
      <translation>Удобная</translation>
    </message>
    <message>
      <source>Wide</source>
      <translation>Широкая</translation>
    </message>
    <message>
      <source>Whole window</source>
      <translation>Во всё окно</translation>
    </message>
    <message>
      <source>{value} characters</source>
      <translation>Знаков: {value}</translation>
    </message>
    <message>
      <source>column margins length</source>
      <translation>колонка поля длина</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Язык</translation>
    </message>
    <message>
      <source>The language of menus and messages; your texts may be in any language all the same.</source>
      <translation>Язык меню и сообщений; сами тексты при этом могут быть на любом языке.</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Как в системе</translation>
    </message>
    <message>
      <source>interface translation</source>
      <translation>интерфейс перевод английский русский</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Тема</translation>
    </message>
    <message>
      <source>Light for daylight, dark for the evening, or whichever the system has now.</source>
      <translation>Светлая для дня, тёмная для вечера или та, что сейчас в системе.</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Светлая</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Тёмная</translation>
    </message>
    <message>
      <source>colours appearance night</source>
      <translation>цвета оформление ночь внешний вид</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Автоматически</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Модель</translation>
    </message>
    <message>
      <source>The GGUF file that writes; larger ones write better and slower. The built-in one works everywhere.</source>
      <translation>Файл GGUF, который пишет; большие пишут лучше и медленнее. Встроенная работает везде.</translation>
    </message>
    <message>
      <source>file neural network</source>
      <translation>файл нейросеть</translation>
    </message>
    <message>
      <source>Runs on</source>
      <translation>Где считать</translation>
    </message>
    <message>
      <source>Automatic puts as much of the model on the graphics card as fits; choose less when other programs need its memory.</source>
      <translation>Автоматически на видеокарту уходит столько модели, сколько поместится; уменьшите, если её память нужна другим программам.</translation>
    </message>
    <message>
      <source>device GPU CPU video card layers</source>
      <translation>устройство видеокарта процессор слои GPU CPU</translation>
    </message>
    <message>
      <source>Threads</source>
      <translation>Потоки</translation>
    </message>
    <message>
      <source>How many processor cores write at once. More threads than cores make it slower; fewer leave room for other programs.</source>
      <translation>Сколько ядер процессора пишут разом. Больше потоков, чем ядер, — медленнее; меньше — останется место другим программам.</translation>
    </message>
    <message>
      <source>speed cores processor</source>
      <translation>скорость ядра процессор быстрее</translation>
    </message>
    <message>
      <source>Context</source>
      <translation>Контекст</translation>
    </message>
    <message>
      <source>How much text the model sees at once, in tokens (a word is one to three). Passages are short, so more mostly costs memory.</source>
      <translation>Сколько текста модель видит сразу, в токенах (слово — от одного до трёх). Отрывки коротки, так что больший контекст в основном занимает память.</translation>
    </message>
    <message>
      <source>tokens memory window</source>
      <translation>токены память окно</translation>
    </message>
    <message>
      <source>Styles</source>
      <translation>Стили</translation>
    </message>
    <message>
      <source>Where your own style packs are; the built-in styles are there in any case.</source>
      <translation>Где лежат ваши собственные стили; встроенные есть в любом случае.</translation>
    </message>
    <message>
      <source>folder packs authors</source>
      <translation>папка каталог авторы пакеты</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Модели</translation>
    </message>
    <message>
      <source>Where a model is looked for first when you choose one.</source>
      <translation>Где прежде всего искать модель, когда вы её выбираете.</translation>
    </message>
    <message>
      <source>folder GGUF downloads</source>
      <translation>папка каталог загрузки GGUF</translation>
    </message>
    <message>
      <source>Recovery copies</source>
      <translation>Копии для восстановления</translation>
    </message>
    <message>
      <source>Unsaved texts are copied here every few seconds and offered after a crash.</source>
      <translation>Несохранённые тексты копируются сюда каждые несколько секунд и предлагаются после сбоя.</translation>
    </message>
    <message>
      <source>folder backup crash</source>
      <translation>папка каталог резервные сбой</translation>
    </message>
    <message>
      <source>Settings file</source>
      <translation>Файл настроек</translation>
    </message>
    <message>
      <source>Everything on these pages, as text that you can read, copy and mend.</source>
      <translation>Всё с этих страниц — текстом, который можно прочесть, скопировать и исправить.</translation>
    </message>
    <message>
      <source>folder TOML configuration</source>
      <translation>папка каталог конфигурация TOML</translation>
    </message>
    <message>
      <source>Suggestions</source>
      <translation>Варианты</translation>
    </message>
    <message>
      <source>How suggestions are written, from the next one on.</source>
      <translation>Как пишутся варианты, начиная со следующего.</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Текст</translation>
    </message>
    <message>
      <source>How the page you write on looks.</source>
      <translation>Как выглядит страница, на которой вы пишете.</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Вид</translation>
    </message>
    <message>
      <source>How the window looks and which language it speaks.</source>
      <translation>Как выглядит окно и на каком языке говорит.</translation>
    </message>
    <message>
      <source>Model and engine</source>
      <translation>Модель и движок</translation>
    </message>
    <message>
      <source>A change here loads the model again in the background; you can go on writing.</source>
      <translation>Изменение здесь заново загружает модель — в фоне, писать можно дальше.</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Папки</translation>
    </message>
    <message>
      <source>Where things are kept on this machine.</source>
      <translation>Что где лежит на этом компьютере.</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>Сочетания клавиш</translation>
    </message>
    <message>
      <source>Press the button of a command, then its new keys. They work on an English and on a Russian keyboard layout.</source>
      <translation>Нажмите кнопку команды, затем новые клавиши. Они работают и в английской, и в русской раскладке.</translation>
    </message>
  </context>
  <context>
    <name>SettingsWindow</name>
    <message>
      <source>Settings</source>
      <translation>Настройки</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Поиск</translation>
    </message>
    <message>
      <source>Search the settings</source>
      <translation>Поиск по настройкам</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Разделы</translation>
    </message>
    <message>
      <source>No setting is called that. Try another word.</source>
      <translation>Такой настройки нет. Попробуйте другое слово.</translation>
    </message>
  </context>
  <context>
    <name>ShortcutRow</name>
    <message>
      <source>Use here instead</source>
      <translation>Отдать этой команде</translation>
    </message>
    <message>
      <source>Reset to the usual keys</source>
      <translation>Вернуть обычные клавиши</translation>
    </message>
    <message>
      <source>Reset: {setting}</source>
      <translation>Сбросить: {setting}</translation>
    </message>
    <message>
      <source>None</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>{keys} alone types or moves in the text. Add Ctrl or Alt.</source>
      <translation>{keys} без Ctrl или Alt печатает или двигает курсор. Добавьте Ctrl или Alt.</translation>
    </message>
    <message>
      <source>{keys} means something in every text. Choose other keys.</source>
      <translation>{keys} уже занято самим полем текста. Выберите другие клавиши.</translation>
    </message>
    <message>
      <source>{keys} opens the menu “{other}”. Choose other keys.</source>
      <translation>{keys} открывает меню «{other}». Выберите другие клавиши.</translation>
    </message>
    <message>
      <source>“{other}” has {keys} already.</source>
      <translation>{keys} уже у команды «{other}».</translation>
    </message>
    <message>
      <source>Its usual {keys} belongs to “{other}” now.</source>
      <translation>Обычное сочетание {keys} теперь у команды «{other}».</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsDialog</name>
    <message>
      <source>Keyboard Shortcuts</source>
      <translation>Сочетания клавиш</translation>
    </message>
    <message>
      <source>They work on an English and on a Russian keyboard layout.</source>
      <translation>Работают и в английской, и в русской раскладке.</translation>
    </message>
    <message>
      <source>Change…</source>
      <translation>Изменить…</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsPage</name>
    <message>
      <source>Reset all shortcuts</source>
      <translation>Вернуть все сочетания</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message numerus="yes">
      <source>%Ln word(s)</source>
      <translation>
        <numerusform>%Ln слово</numerusform>
        <numerusform>%Ln слова</numerusform>
        <numerusform>%Ln слов</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{selected} of %Ln word(s) selected</source>
      <translation>
        <numerusform>выделено {selected} из %Ln слова</numerusform>
        <numerusform>выделено {selected} из %Ln слов</numerusform>
        <numerusform>выделено {selected} из %Ln слов</numerusform>
      </translation>
    </message>
    <message>
      <source>Encoding: {name}</source>
      <translation>Кодировка: {name}</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Состояние</translation>
    </message>
    <message>
      <source>Encoding of the file</source>
      <translation>Кодировка файла</translation>
    </message>
  </context>
  <context>
    <name>StrengthControl</name>
    <message>
      <source>Strength</source>
      <translation>Сила стиля</translation>
    </message>
    <message>
      <source>0 % is the plain model, 100 % the style as it was made, 150 % the most.</source>
      <translation>0 % — сама модель без стиля, 100 % — стиль, как он сделан, 150 % — сильнее всего.</translation>
    </message>
  </context>
  <context>
    <name>StyleListModel</name>
    <message>
      <source>for Russian texts</source>
      <translation>для русских текстов</translation>
    </message>
    <message>
      <source>for English texts</source>
      <translation>для английских текстов</translation>
    </message>
    <message>
      <source>adapter</source>
      <translation>адаптер</translation>
    </message>
    <message>
      <source>by instruction</source>
      <translation>по указанию</translation>
    </message>
    <message>
      <source>{folder}: cannot be used</source>
      <translation>{folder}: не подходит</translation>
    </message>
  </context>
  <context>
    <name>StylePopup</name>
    <message>
      <source>No style has these words.</source>
      <translation>Ни в одном стиле нет таких слов.</translation>
    </message>
    <message>
      <source>No styles are installed.</source>
      <translation>Стили не установлены.</translation>
    </message>
    <message>
      <source>Styles</source>
      <translation>Стили</translation>
    </message>
    <message>
      <source>Filter styles</source>
      <translation>Отбор стилей</translation>
    </message>
    <message>
      <source>Type to filter the styles</source>
      <translation>Начните печатать имя</translation>
    </message>
  </context>
  <context>
    <name>WelcomeCard</name>
    <message>
      <source>Welcome</source>
      <translation>Знакомство</translation>
    </message>
    <message>
      <source>Welcome to StylePad</source>
      <translation>Добро пожаловать в StylePad</translation>
    </message>
    <message>
      <source>Highlight a paragraph of the text below.</source>
      <translation>Выделите абзац в тексте ниже.</translation>
    </message>
    <message>
      <source>Click Restyle and pick an author.</source>
      <translation>Нажмите «Переписать» и выберите писателя.</translation>
    </message>
    <message>
      <source>Compare the suggestion with your own words, and accept it or not.</source>
      <translation>Сравните вариант со своими словами — и примите его или нет.</translation>
    </message>
    <message>
      <source>Everything happens on this computer; your text is sent nowhere.</source>
      <translation>Всё происходит на этом компьютере; текст никуда не отправляется.</translation>
    </message>
    <message>
      <source>Start with an Empty Page</source>
      <translation>Начать с чистого листа</translation>
    </message>
    <message>
      <source>Close the welcome</source>
      <translation>Закрыть знакомство</translation>
    </message>
  </context>
  <context>
    <name>speaker</name>
    <message>
      <source>CPU</source>
      <translation>процессор</translation>
    </message>
    <message>
      <source>{device} · all layers</source>
      <translation>{device} · все слои</translation>
    </message>
    <message>
      <source>{device} · {there}/{all} layers, the rest on CPU</source>
      <translation>{device} · слоёв {there} из {all}, остальные на процессоре</translation>
    </message>
  </context>
</TS>
