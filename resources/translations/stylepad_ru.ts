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
    <name>AdapterDialog</name>
    <message>
      <source>Add an adapter</source>
      <translation>Добавить адаптер</translation>
    </message>
    <message>
      <source>File…</source>
      <translation>Файл…</translation>
    </message>
    <message>
      <source>Folder…</source>
      <translation>Папка…</translation>
    </message>
    <message>
      <source>Choose an adapter file</source>
      <translation>Выбрать файл адаптера</translation>
    </message>
    <message>
      <source>Choose an adapter folder</source>
      <translation>Выбрать папку адаптера</translation>
    </message>
    <message>
      <source>A new style</source>
      <translation>Новый стиль</translation>
    </message>
    <message>
      <source>Replace the adapter that it has for this model</source>
      <translation>Заменить адаптер, который у него уже есть для этой модели</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Добавить</translation>
    </message>
    <message>
      <source>.gguf, .safetensors, a folder, or hub:owner/name on the Hub</source>
      <translation>.gguf, .safetensors, папка или hub:владелец/имя на Hub</translation>
    </message>
    <message>
      <source>none</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>Give the instruction and the marker that the adapter was trained with, word for word; if you do not know them, leave them as they are.</source>
      <translation>Укажите слово в слово то указание и ту метку, с которыми адаптер обучали; если они неизвестны, оставьте как есть.</translation>
    </message>
    <message>
      <source>For the model</source>
      <translation>Для модели</translation>
    </message>
    <message>
      <source>Adapter</source>
      <translation>Адаптер</translation>
    </message>
    <message>
      <source>Add it to</source>
      <translation>Добавить в</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Имя</translation>
    </message>
    <message>
      <source>Language of its texts</source>
      <translation>Язык текстов</translation>
    </message>
    <message>
      <source>Instruction</source>
      <translation>Указание</translation>
    </message>
    <message>
      <source>Marker</source>
      <translation>Метка</translation>
    </message>
    <message>
      <source>Adapters (*.gguf *.safetensors)</source>
      <translation>Адаптеры (*.gguf *.safetensors)</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Все файлы (*)</translation>
    </message>
  </context>
  <context>
    <name>AddFile</name>
    <message>
      <source>Add a model</source>
      <translation>Добавить модель</translation>
    </message>
    <message>
      <source>GGUF models (*.gguf)</source>
      <translation>Модели GGUF (*.gguf)</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Все файлы (*)</translation>
    </message>
    <message>
      <source>Use where it is</source>
      <translation>Оставить на месте</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Скопировать</translation>
    </message>
    <message>
      <source>Do not add</source>
      <translation>Не добавлять</translation>
    </message>
    <message>
      <source>Stop copying</source>
      <translation>Прервать</translation>
    </message>
    <message>
      <source>Copying</source>
      <translation>Копирование</translation>
    </message>
    <message>
      <source>Add {file}?</source>
      <translation>Добавить {file}?</translation>
    </message>
    <message>
      <source>Used where it is, it takes no more room and is lost when the file is moved. Copied, it is the program's own.</source>
      <translation>На своём месте файл не займёт лишнего, но модель пропадёт, если его переместить. Копия останется у программы.</translation>
    </message>
    <message>
      <source>Copying {file}</source>
      <translation>Копируется {file}</translation>
    </message>
  </context>
  <context>
    <name>BeginPage</name>
    <message>
      <source>Books and texts</source>
      <translation>Книги и тексты</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Все файлы</translation>
    </message>
    <message>
      <source>Choose the author's texts</source>
      <translation>Выберите тексты автора</translation>
    </message>
    <message>
      <source>Choose a folder of the author's</source>
      <translation>Выберите папку с текстами автора</translation>
    </message>
    <message>
      <source>The author's texts</source>
      <translation>Тексты автора</translation>
    </message>
    <message>
      <source>Whose style, and from which texts?</source>
      <translation>Чей стиль и по каким текстам?</translation>
    </message>
    <message>
      <source>Give as much of the author's prose as you have: 40,000 words are a beginning, 200,000 are plenty. Nothing leaves this machine, unless you choose a server later.</source>
      <translation>Дайте столько прозы автора, сколько есть: 40 000 слов — уже начало, 200 000 — много. Ничто не покидает этот компьютер, если позже вы не выберете сервер.</translation>
    </message>
    <message>
      <source>&amp;Name of the style</source>
      <translation>&amp;Название стиля</translation>
    </message>
    <message>
      <source>The author's name, as the list of styles shows it</source>
      <translation>Имя автора, как оно будет в списке стилей</translation>
    </message>
    <message>
      <source>&amp;Language of the texts</source>
      <translation>&amp;Язык текстов</translation>
    </message>
    <message>
      <source>English</source>
      <translation>английский</translation>
    </message>
    <message>
      <source>Russian</source>
      <translation>русский</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Добавить файлы…</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Добавить папку…</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Убрать</translation>
    </message>
    <message>
      <source>Plain text in any encoding, Markdown, HTML, EPUB, FB2, DOCX, ODT, PDF with a text layer; folders and ZIP archives of them.</source>
      <translation>Простой текст в любой кодировке, Markdown, HTML, EPUB, FB2, DOCX, ODT, PDF с текстовым слоем; папки и архивы ZIP с ними.</translation>
    </message>
  </context>
  <context>
    <name>BlendDialog</name>
    <message>
      <source>Blend styles</source>
      <translation>Смешать стили</translation>
    </message>
    <message>
      <source>Save as a style</source>
      <translation>Сохранить как стиль</translation>
    </message>
    <message>
      <source>Add a style</source>
      <translation>Добавить стиль</translation>
    </message>
    <message>
      <source>Strengths that make about 100 % together read best. Where the model in use has an adapter for each style, they are used together; else it is told every instruction.</source>
      <translation>Лучше всего читается, когда сила всех вместе — около 100 %. Если у модели есть адаптер каждого стиля, они действуют вместе; иначе модель получает все указания.</translation>
    </message>
    <message>
      <source>Styles</source>
      <translation>Стили</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Название</translation>
    </message>
    <message>
      <source>Language of its texts</source>
      <translation>Язык текстов</translation>
    </message>
    <message>
      <source>A style can be in a blend once.</source>
      <translation>Стиль может войти в смесь только один раз.</translation>
    </message>
  </context>
  <context>
    <name>BlendLine</name>
    <message>
      <source>Take out</source>
      <translation>Убрать</translation>
    </message>
    <message>
      <source>Style of the blend</source>
      <translation>Стиль в смеси</translation>
    </message>
    <message>
      <source>Strength: {name}</source>
      <translation>Сила: {name}</translation>
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
    <name>CurveView</name>
    <message>
      <source>Training curve: loss {loss} at step {step}</source>
      <translation>Кривая обучения: ошибка {loss} на шаге {step}</translation>
    </message>
    <message>
      <source>step {step}</source>
      <translation>шаг {step}</translation>
    </message>
    <message>
      <source>texts being learnt</source>
      <translation>изучаемые тексты</translation>
    </message>
    <message>
      <source>works set aside</source>
      <translation>отложенные произведения</translation>
    </message>
  </context>
  <context>
    <name>CutsDialog</name>
    <message>
      <source>What was cut of “{title}”</source>
      <translation>Что вырезано из «{title}»</translation>
    </message>
    <message>
      <source>Take a cut back where it is the author's own prose after all.</source>
      <translation>Верните вырезанное, если это всё-таки проза самого автора.</translation>
    </message>
    <message>
      <source>Cuts</source>
      <translation>Вырезанное</translation>
    </message>
    <message>
      <source>The cut within its text</source>
      <translation>Вырезанное в окружении текста</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Закрыть</translation>
    </message>
    <message numerus="yes">
      <source>%n characters</source>
      <translation>
        <numerusform>%n знак</numerusform>
        <numerusform>%n знака</numerusform>
        <numerusform>%n знаков</numerusform>
      </translation>
    </message>
    <message>
      <source>taken back</source>
      <translation>возвращено</translation>
    </message>
    <message>
      <source>Cut it again</source>
      <translation>Вырезать снова</translation>
    </message>
    <message>
      <source>Take it back</source>
      <translation>Вернуть</translation>
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
    <name>DownloadRow</name>
    <message>
      <source>asking the Hub</source>
      <translation>запрос к Hub</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Повторить</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Убрать</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Продолжить</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Пауза</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отменить</translation>
    </message>
    <message>
      <source>Downloading {name}</source>
      <translation>Загрузка {name}</translation>
    </message>
  </context>
  <context>
    <name>EditDialog</name>
    <message>
      <source>Edit {name}</source>
      <translation>Изменить стиль «{name}»</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Сохранить</translation>
    </message>
    <message>
      <source>none</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Название</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>Описание</translation>
    </message>
    <message>
      <source>Instruction</source>
      <translation>Указание</translation>
    </message>
    <message>
      <source>Marker</source>
      <translation>Метка</translation>
    </message>
    <message>
      <source>Usual strength</source>
      <translation>Обычная сила</translation>
    </message>
    <message>
      <source>An adapter knows the instruction and the marker that it was trained with; other words weaken it.</source>
      <translation>Адаптер знает то указание и ту метку, с которыми его обучали; другие слова его ослабят.</translation>
    </message>
    <message>
      <source>This style ships with the program: the changes go into a copy of your own, and when you delete the copy it is as it was.</source>
      <translation>Этот стиль входит в программу: изменения попадут в вашу копию, а если её удалить, всё станет как было.</translation>
    </message>
  </context>
  <context>
    <name>EditionRow</name>
    <message>
      <source>Download</source>
      <translation>Скачать</translation>
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
      <source>Loaded: {name} on {host}, where your texts are sent · context: {context} tokens.</source>
      <translation>Загружена: {name} на {host}, куда отправляются ваши тексты · контекст: {context} токенов.</translation>
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
    <message>
      <source>The graphics card failed while it was writing with more layers.</source>
      <translation>Видеокарта отказала во время письма, когда на ней было больше слоёв.</translation>
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
      <source>Texts are sent to {host}</source>
      <translation>Тексты уходят на {host}</translation>
    </message>
    <message>
      <source>The model is on another machine. Go back to this one in the Style menu.</source>
      <translation>Модель на другом компьютере. Вернуться на этот можно в меню «Стиль».</translation>
    </message>
    <message>
      <source>Not ready: {reason}</source>
      <translation>Не готово: {reason}</translation>
    </message>
    <message>
      <source>Models and styles</source>
      <translation>Модели и стили</translation>
    </message>
    <message>
      <source>Loading the model… {share}</source>
      <translation>Модель загружается… {share}</translation>
    </message>
    <message>
      <source>CPU</source>
      <translation>процессор</translation>
    </message>
    <message>
      <source>{device} · {there}/{all} layers, the rest on CPU</source>
      <translation>{device} · слоёв {there} из {all}, остальные на процессоре</translation>
    </message>
    <message>
      <source>{device} · {there}/{all} layers</source>
      <translation>{device} · слоёв {there} из {all}</translation>
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
      <source>{file} was changed by another program after you opened it, so it was not saved over. Your text is safe here: save it under another name, or overwrite the file.</source>
      <translation>{file}: другая программа изменила этот файл после того, как вы его открыли, поэтому он не перезаписан. Ваш текст здесь в безопасности: сохраните его под другим именем или перезапишите файл.</translation>
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
      <source>The settings file {path} cannot be read, so the usual settings hold. Your text is not concerned; check that you may read the file.</source>
      <translation>Файл настроек {path} не читается, поэтому действуют обычные настройки. На текст это не влияет; проверьте, разрешено ли вам читать файл.</translation>
    </message>
    <message>
      <source>The setting “{key}” cannot have this value, so nothing was changed.</source>
      <translation>У настройки «{key}» не может быть такого значения, поэтому ничего не изменено.</translation>
    </message>
    <message>
      <source>The theme file {file} cannot be used: {what}. Install StylePad again to mend it.</source>
      <translation>Файл темы {file} нельзя использовать: {what}. Чтобы исправить это, установите StylePad заново.</translation>
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
      <source>The graphics card ({device}) failed while it was writing. The text is unchanged, only this suggestion is lost. Try again: the model is loaded anew with fewer layers on the card, or none.</source>
      <translation>Видеокарта ({device}) отказала во время письма. Текст не изменён, потерян только этот вариант. Попробуйте ещё раз: модель загружается заново, и на карте будет меньше слоёв или ни одного.</translation>
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
      <source>The system refused something that the engine needs: {reason}. The text is unchanged; try again.</source>
      <translation>Система отказала в том, что нужно движку: {reason}. Текст не изменён; попробуйте ещё раз.</translation>
    </message>
    <message>
      <source>The engine is closed. The text is unchanged; start StylePad again to restyle.</source>
      <translation>Движок остановлен. Текст не изменён; чтобы переписывать, запустите StylePad заново.</translation>
    </message>
    <message>
      <source>There is nothing to send to the model. The text is unchanged; select a sentence or more.</source>
      <translation>Модели нечего отправить. Текст не изменён; выделите предложение или больше.</translation>
    </message>
    <message>
      <source>The style asks for an impossible way of writing. The text is unchanged; check the style's sampling settings.</source>
      <translation>Стиль требует невозможного способа письма. Текст не изменён; проверьте настройки выборки в стиле.</translation>
    </message>
    <message>
      <source>The engine met an error of its own. The text is unchanged; try again, and report it if it comes back.</source>
      <translation>В движке возникла внутренняя ошибка. Текст не изменён; попробуйте ещё раз, а если она повторится, сообщите о ней.</translation>
    </message>
    <message>
      <source>“{name}” cannot be {value}. Your text is unchanged; choose another value.</source>
      <translation>У «{name}» не может быть значения {value}. Ваш текст не изменён; выберите другое значение.</translation>
    </message>
    <message>
      <source>There is nothing to restyle: the selection has no sentences, only blanks, signs, links, code or headings. Your text is as it was; select a sentence or more.</source>
      <translation>Переписывать нечего: в выделенном нет предложений, только пробелы, знаки, ссылки, код или заголовки. Текст остался прежним; выделите хотя бы одно предложение.</translation>
    </message>
    <message>
      <source>The adapter {path} cannot be read: {reason}. Check that it is there and that you may read it. Your texts and styles are as they were.</source>
      <translation>Не удаётся прочитать адаптер {path}: {reason}. Проверьте, на месте ли он и есть ли у вас право его читать. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>{name} is a pickle, and opening one can run any program of its maker, so it was not opened. Get the same adapter as .safetensors or .gguf. Your texts and styles are as they were.</source>
      <translation>{name} — файл pickle: открыть его значит разрешить запуск любой программы того, кто его сделал, поэтому он не был открыт. Найдите тот же адаптер в формате .safetensors или .gguf. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>{name} is not an adapter that StylePad can import. Choose a .gguf adapter, a folder that PEFT saved, or its adapter_model.safetensors with adapter_config.json beside it. Your texts and styles are as they were.</source>
      <translation>{name} — не адаптер, который StylePad умеет добавлять. Выберите адаптер .gguf, папку, сохранённую PEFT, или файл adapter_model.safetensors, рядом с которым лежит adapter_config.json. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>The adapter cannot be converted, because of {name}: {what}. Without it the strength of the adapter is not known; get the adapter's whole folder again. Your texts and styles are as they were.</source>
      <translation>Адаптер не удаётся преобразовать из-за файла {name}: {what}. Без него неизвестна сила адаптера; получите папку адаптера заново целиком. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>The adapter {name} cannot be converted: {feature}. The engine cannot express that; look for another edition of the adapter, or merge it into its base and use the whole model. Your texts and styles are as they were.</source>
      <translation>Адаптер {name} не удаётся преобразовать: {feature}. Движок этого не умеет; поищите другую редакцию адаптера или объедините его с базовой моделью и пользуйтесь ею целиком. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>The adapter {name} cannot be converted for {model}, a model of the architecture “{architecture}”. Get the adapter as .gguf. Your texts and styles are as they were.</source>
      <translation>Адаптер {name} не удаётся преобразовать для модели {model} архитектуры «{architecture}». Найдите его в формате .gguf. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>The adapter {name} cannot be converted: it changes {module}, for which a GGUF adapter has no place. Merge it into its base and use the whole model. Your texts and styles are as they were.</source>
      <translation>Адаптер {name} не удаётся преобразовать: он меняет {module}, а в адаптере GGUF для этого нет места. Объедините его с базовой моделью и пользуйтесь ею целиком. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>The adapter could not be written to {path}: {reason}. Make room there or check its permissions. Your texts and styles are as they were.</source>
      <translation>Не удалось записать адаптер в {path}: {reason}. Освободите место или проверьте права на запись. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>The adapter file {name} is damaged: {what}. Download it again. Your texts and styles are as they were.</source>
      <translation>Файл адаптера {name} повреждён: {what}. Скачайте его заново. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>The adapter {name} does not fit the model {model}: {detail}. Choose the model that it was made for. Your texts and styles are as they were.</source>
      <translation>Адаптер {name} не подходит к модели {model}: {detail}. Выберите модель, для которой он сделан. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>The adapter {name} cannot be converted for {model}: it changes {module}, and this model uses one matrix for input and output. Look for an adapter without the embeddings. Your texts and styles are as they were.</source>
      <translation>Адаптер {name} не удаётся преобразовать для модели {model}: он меняет {module}, а у этой модели одна матрица на вход и на выход. Поищите адаптер, который не меняет эмбеддинги. Тексты и стили остались как были.</translation>
    </message>
    <message>
      <source>There is a style “{style}” already, and it was kept. Add the adapter to that style, or choose another name.</source>
      <translation>Стиль «{style}» уже есть и остался как был. Добавьте адаптер к нему или выберите другое имя.</translation>
    </message>
    <message>
      <source>The style “{style}” has an adapter for this model already, and it was kept.</source>
      <translation>У стиля «{style}» уже есть адаптер для этой модели, он остался как был.</translation>
    </message>
    <message>
      <source>“{style}” cannot be the id of a style, so none was made. Choose a name with letters.</source>
      <translation>«{style}» не может быть идентификатором стиля, поэтому стиль не создан. Выберите имя, в котором есть буквы.</translation>
    </message>
    <message>
      <source>There is another or a broken style in {folder}, and it was kept. Remove or rename that folder, or choose another name.</source>
      <translation>В папке {folder} лежит другой или неисправный стиль, он остался как был. Удалите или переименуйте эту папку или выберите другое имя.</translation>
    </message>
    <message>
      <source>The style could not be written to {folder}: {reason}. Make room there or check its permissions; the styles that are installed are as they were.</source>
      <translation>Не удалось записать стиль в {folder}: {reason}. Освободите место или проверьте права на запись; установленные стили остались как были.</translation>
    </message>
    <message>
      <source>The list of models {path} cannot be written: {reason}. The models and your text are as they were; make room or allow writing there.</source>
      <translation>Не удаётся записать список моделей {path}: {reason}. Модели и ваш текст остались как были; освободите место или разрешите запись.</translation>
    </message>
    <message>
      <source>The list of models {path} cannot be used, so models that were only linked have to be added again; downloaded ones are found. What was kept of it: {kept}</source>
      <translation>Список моделей {path} непригоден, поэтому модели, добавленные ссылкой, придётся добавить снова; скачанные найдены. Что от него сохранено: {kept}</translation>
    </message>
    <message>
      <source>The model “{model}” is not in the library any more. Your text is as it was; choose another.</source>
      <translation>Модели «{model}» больше нет в библиотеке. Ваш текст остался как был; выберите другую.</translation>
    </message>
    <message>
      <source>The built-in model belongs to the program and cannot be removed.</source>
      <translation>Встроенная модель — часть программы, убрать её нельзя.</translation>
    </message>
    <message>
      <source>{path} cannot be deleted: {reason}. Another program may be using it; close it and try again.</source>
      <translation>Не удаётся удалить {path}: {reason}. Возможно, файл занят другой программой; закройте её и попробуйте снова.</translation>
    </message>
    <message>
      <source>{name} does not fit: it needs {needed} of memory, and {free} can be had. What would fit: {instead}. Your text is not affected.</source>
      <translation>{name} не помещается: нужно {needed} памяти, а доступно {free}. Что поместилось бы: {instead}. На ваш текст это не влияет.</translation>
    </message>
    <message>
      <source>{name} ended the engine when it was loaded last, so it is not loaded again unasked. The built-in model is used instead; “Use” under Models and styles tries it once more.</source>
      <translation>При прошлой загрузке {name} движок завершился, поэтому без спроса эта модель больше не загружается. Вместо неё работает встроенная; попробовать ещё раз можно кнопкой «Выбрать» в окне «Модели и стили».</translation>
    </message>
    <message>
      <source>The model's answer is not a number: its file is damaged, or the adapter does not belong to it. The text is unchanged; choose another model or another style.</source>
      <translation>Ответ модели — не число: её файл повреждён или адаптер сделан не для неё. Текст не изменён; выберите другую модель или другой стиль.</translation>
    </message>
    <message>
      <source>The Hub is not asked, because HF_HUB_OFFLINE is set. What is installed works; unset it to search and download.</source>
      <translation>Запросы к Hub отключены переменной HF_HUB_OFFLINE. Всё установленное работает; чтобы искать и скачивать, уберите её.</translation>
    </message>
    <message>
      <source>The Hub cannot be reached. What is installed works. Check the network, and HTTPS_PROXY and HF_ENDPOINT where they are set.</source>
      <translation>Hub недоступен. Всё установленное работает. Проверьте сеть, а также HTTPS_PROXY и HF_ENDPOINT, если они заданы.</translation>
    </message>
    <message>
      <source>“{subject}” is not the name of a repository on the Hub; one is written owner/name.</source>
      <translation>«{subject}» — не имя репозитория на Hub; оно пишется так: владелец/имя.</translation>
    </message>
    <message>
      <source>{subject} is gated: its terms have to be accepted on its page on the Hub, by an account that is let in. Accept them there, then sign in on this machine with “hf auth login” or set HF_TOKEN.</source>
      <translation>Доступ к {subject} ограничен: сначала нужно принять условия на его странице на Hub и получить разрешение. Примите их там, затем войдите на этом компьютере командой «hf auth login» или задайте HF_TOKEN.</translation>
    </message>
    <message>
      <source>The Hub does not give {subject} to this account ({status}). Sign in with “hf auth login” or set HF_TOKEN to a token that may read it.</source>
      <translation>Hub не отдаёт {subject} этой учётной записи ({status}). Войдите командой «hf auth login» или задайте в HF_TOKEN ключ с правом чтения.</translation>
    </message>
    <message>
      <source>There is no {subject} on the Hub, or it is private. Check the name; for a private one sign in with “hf auth login” or set HF_TOKEN.</source>
      <translation>На Hub нет {subject}, или доступ к нему закрыт. Проверьте имя; для закрытого войдите командой «hf auth login» или задайте HF_TOKEN.</translation>
    </message>
    <message>
      <source>The Hub does not have {subject}.</source>
      <translation>На Hub нет такого файла: {subject}.</translation>
    </message>
    <message>
      <source>The Hub is asked too often from here (429). Wait some minutes; signing in with “hf auth login” raises the limit.</source>
      <translation>Слишком много запросов к Hub отсюда (429). Подождите несколько минут; вход командой «hf auth login» повышает предел.</translation>
    </message>
    <message>
      <source>The Hub cannot give {subject} at the moment ({status}). Try again later.</source>
      <translation>Сейчас Hub не может отдать {subject} ({status}). Попробуйте позже.</translation>
    </message>
    <message>
      <source>What answers for {subject} is not the Hub. A log-in page of the network may stand between; open a web page in the browser, and check HF_ENDPOINT where it is set.</source>
      <translation>На запрос {subject} отвечает не Hub. Возможно, мешает страница входа в сеть: откройте любую страницу в браузере и проверьте HF_ENDPOINT, если он задан.</translation>
    </message>
    <message>
      <source>Say which model of {subject} to download: {names}.</source>
      <translation>Выберите, какую модель из {subject} скачать: {names}.</translation>
    </message>
    <message>
      <source>{subject} has no adapter that StylePad can import: neither a GGUF adapter nor an adapter_model.safetensors with its adapter_config.json. Nothing was loaded; choose another repository.</source>
      <translation>В {subject} нет адаптера, который может взять StylePad: ни адаптера GGUF, ни adapter_model.safetensors с его adapter_config.json. Ничего не загружено; выберите другой репозиторий.</translation>
    </message>
    <message>
      <source>What {subject} has is a whole model, not an adapter, so it was not loaded. To write with it, get it under “Get models”. Your styles are as they were.</source>
      <translation>В {subject} целая модель, а не адаптер, поэтому она не загружена. Чтобы писать с ней, загрузите её на странице «Новые модели». Ваши стили остались как были.</translation>
    </message>
    <message>
      <source>{subject} is an adapter, not a model, so it was not loaded. It changes how a model writes: add it under Styles with “Add an adapter”, as hub:{place}</source>
      <translation>{subject}: это адаптер, а не модель, поэтому он не загружен. Адаптер меняет то, как пишет модель: добавьте его на странице «Стили» кнопкой «Добавить адаптер», как hub:{place}</translation>
    </message>
    <message>
      <source>{subject} has several adapters: {names}. Say which, as in hub:{subject}/{first}</source>
      <translation>В {subject} несколько адаптеров: {names}. Укажите какой, например hub:{subject}/{first}</translation>
    </message>
    <message>
      <source>{subject} has no style pack: neither a style.toml nor a .stylepack file. Nothing was loaded. An adapter alone is added with “Add an adapter”.</source>
      <translation>В {subject} нет стиля: ни style.toml, ни файла .stylepack. Ничего не загружено. Один адаптер добавляют кнопкой «Добавить адаптер».</translation>
    </message>
    <message>
      <source>The file name {subject} of the repository cannot be used on this machine, so nothing was loaded. Choose another repository.</source>
      <translation>Имя файла {subject} из репозитория на этом компьютере недопустимо, поэтому ничего не загружено. Выберите другой репозиторий.</translation>
    </message>
    <message>
      <source>The Hub names no SHA-256 for {subject}, so it could not be checked and is not loaded. Choose another repository, or download it yourself and add the file.</source>
      <translation>Hub не называет SHA-256 для {subject}: проверить файл нельзя, поэтому он не загружен. Выберите другой репозиторий или скачайте файл сами и добавьте его.</translation>
    </message>
    <message>
      <source>The server contradicts itself about the size of {subject}. It was not used and has been removed. Try again later, or choose another repository.</source>
      <translation>Сервер называет разный размер для {subject}. Файл не использован и удалён. Попробуйте позже или выберите другой репозиторий.</translation>
    </message>
    <message>
      <source>{subject} arrived damaged: its SHA-256 is not the one that the Hub names. It was not used and has been removed. Try again; if it comes back, something between here and the Hub changes the file.</source>
      <translation>{subject} пришёл повреждённым: его SHA-256 не тот, что назвал Hub. Файл не использован и удалён. Попробуйте снова; если повторится, файл меняется где-то по пути от Hub.</translation>
    </message>
    <message>
      <source>The download of {subject} broke off at {share} %. What was loaded so far is kept, and the next try goes on from there.</source>
      <translation>Загрузка {subject} прервалась на {share} %. Загруженное сохранено, следующая попытка продолжит с этого места.</translation>
    </message>
    <message>
      <source>The model takes {needed}, and {free} are free in {path}. Make room, or choose a smaller edition.</source>
      <translation>Модель занимает {needed}, а в {path} свободно {free}. Освободите место или выберите редакцию поменьше.</translation>
    </message>
    <message>
      <source>The disk filled up while the model was loaded into {path}. What was loaded so far is kept, and the next try goes on from there. Make room first.</source>
      <translation>Во время загрузки модели в {path} кончилось место на диске. Загруженное сохранено, следующая попытка продолжит с этого места. Сначала освободите место.</translation>
    </message>
    <message>
      <source>{path} cannot be written: {reason}. Allow writing there, or choose another folder for models under Folders in the settings.</source>
      <translation>В {path} нельзя записать: {reason}. Разрешите запись или выберите другую папку для моделей в настройках, в разделе «Папки».</translation>
    </message>
    <message>
      <source>The folder for models, {path}, is not there. Connect its disk, or choose another folder under Folders in the settings. Nothing was loaded; what is installed works.</source>
      <translation>Папки для моделей {path} нет на месте. Подключите её диск или выберите другую папку в настройках, в разделе «Папки». Ничего не загружено; установленное работает.</translation>
    </message>
    <message>
      <source>{name} is a GGUF file of {found} format; StylePad reads versions 2 and 3, little-endian. Look for a newer edition of the model; your text is not affected.</source>
      <translation>{name}: это файл GGUF {found}; StylePad читает версии 2 и 3 с порядком байтов от младшего. Найдите более новое издание модели; на текст это не влияет.</translation>
    </message>
    <message>
      <source>{name} was not made correctly: {what}. Look for another edition of the model; your text is not affected.</source>
      <translation>{name}: файл сделан неправильно: {what}. Найдите другое издание модели; на текст это не влияет.</translation>
    </message>
    <message>
      <source>{name} is not a base model but of the kind “{found}”. Choose a base model; adapters belong into a style pack.</source>
      <translation>{name}: это не базовая модель, а файл вида «{found}». Выберите базовую модель; адаптеры хранятся в наборах стилей.</translation>
    </message>
    <message>
      <source>{name} is a model of the architecture “{architecture}”, which cannot rewrite text here. Choose a text model such as Llama, Mistral, Qwen or Gemma.</source>
      <translation>{name}: модель с архитектурой «{architecture}» не может переписывать текст. Выберите текстовую модель, например Llama, Mistral, Qwen или Gemma.</translation>
    </message>
    <message>
      <source>{name} holds a vocabulary and no weights. Choose the model's complete file.</source>
      <translation>{name}: здесь есть словарь, но нет весов. Выберите полный файл модели.</translation>
    </message>
    <message>
      <source>{name} is one part of a model in several files; missing beside it: {missing}. Download these into the same folder.</source>
      <translation>{name}: это одна часть модели из нескольких файлов; рядом не хватает: {missing}. Скачайте их в ту же папку.</translation>
    </message>
    <message>
      <source>{name} is a later part of a model in several files. Choose the first, {first}.</source>
      <translation>{name}: это не первая часть модели из нескольких файлов. Выберите первую: {first}.</translation>
    </message>
    <message>
      <source>The model's chat template cannot be used: {reason}. Your text is unchanged; choose another model.</source>
      <translation>Шаблон беседы этой модели нельзя использовать: {reason}. Ваш текст не изменён; выберите другую модель.</translation>
    </message>
    <message>
      <source>{adapter_file} is not an adapter that StylePad can use: {reason}. Your text is unchanged; install the style again or choose another.</source>
      <translation>{adapter_file}: StylePad не может использовать такой адаптер: {reason}. Ваш текст не изменён; установите стиль заново или выберите другой.</translation>
    </message>
    <message>
      <source>The adapter {adapter_file} was not made correctly: {reason}. Your text is unchanged; install the style again or choose another.</source>
      <translation>Адаптер {adapter_file} сделан неправильно: {reason}. Ваш текст не изменён; установите стиль заново или выберите другой.</translation>
    </message>
    <message>
      <source>The adapter {adapter_file} is damaged: {reason}. Your text is unchanged; install the style again.</source>
      <translation>Адаптер {adapter_file} повреждён: {reason}. Ваш текст не изменён; установите стиль заново.</translation>
    </message>
    <message>
      <source>The adapter {adapter_file} has parts that do not belong into an adapter: {reason}. Your text is unchanged; install the style again or choose another.</source>
      <translation>В адаптере {adapter_file} есть части, которых в адаптере быть не должно: {reason}. Ваш текст не изменён; установите стиль заново или выберите другой.</translation>
    </message>
    <message>
      <source>The adapter {adapter_file} was made for a model of another architecture than {model} ({model_file}): {reason}. Your text is unchanged; choose another style or load the model it was made for.</source>
      <translation>Адаптер {adapter_file} сделан для модели другой архитектуры, чем {model} ({model_file}): {reason}. Ваш текст не изменён; выберите другой стиль или загрузите ту модель, для которой он сделан.</translation>
    </message>
    <message>
      <source>The adapter {adapter_file} changes the embeddings, and the loaded model {model} ({model_file}) uses one matrix for input and output. Your text is unchanged; choose another style or load the model it was made for.</source>
      <translation>Адаптер {adapter_file} меняет эмбеддинги, а у загруженной модели {model} ({model_file}) одна матрица для входа и выхода. Ваш текст не изменён; выберите другой стиль или загрузите ту модель, для которой он сделан.</translation>
    </message>
    <message>
      <source>The adapter {adapter_file} was made for another model than {model} ({model_file}): {reason}. Your text is unchanged; choose another style or load the model it was made for.</source>
      <translation>Адаптер {adapter_file} сделан для другой модели, а не для {model} ({model_file}): {reason}. Ваш текст не изменён; выберите другой стиль или загрузите ту модель, для которой он сделан.</translation>
    </message>
    <message>
      <source>There is no style at {folder}: it is not a folder. Choose the folder that holds style.toml.</source>
      <translation>Стиля в {folder} нет: это не папка. Выберите папку, в которой лежит style.toml.</translation>
    </message>
    <message>
      <source>There is no style “{style}”. Installed: {known}. Your text is unchanged; choose one of these.</source>
      <translation>Стиля «{style}» нет. Установлены: {known}. Ваш текст не изменён; выберите один из них.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: “{key}” is missing in {file}. Add it there, or get the style again.</source>
      <translation>Стиль в {folder} нельзя использовать: в {file} нет «{key}». Добавьте его туда или получите стиль заново.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: “{key}” in {file} is of the wrong kind. Correct it there, or get the style again.</source>
      <translation>Стиль в {folder} нельзя использовать: «{key}» в {file} не того вида. Исправьте это там или получите стиль заново.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: “{key}” in {file} has a value that it cannot have. Correct it there, or get the style again.</source>
      <translation>Стиль в {folder} нельзя использовать: у «{key}» в {file} недопустимое значение. Исправьте его там или получите стиль заново.</translation>
    </message>
    <message>
      <source>The style in {folder} was made for a newer StylePad. Update StylePad, or get an older edition of the style.</source>
      <translation>Стиль в {folder} сделан для более новой версии StylePad. Обновите StylePad или найдите более старое издание стиля.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: {file} is not valid TOML in UTF-8. Mend it, or get the style again.</source>
      <translation>Стиль в {folder} нельзя использовать: {file} не является правильным файлом TOML в UTF-8. Исправьте его или получите стиль заново.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: a file that {file} needs is missing. Get the style again, or remove its folder.</source>
      <translation>Стиль в {folder} нельзя использовать: нет файла, который нужен для {file}. Получите стиль заново или удалите его папку.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: {file} cannot be read. Check that you may read it.</source>
      <translation>Стиль в {folder} нельзя использовать: {file} не читается. Проверьте, разрешено ли вам его читать.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: it is larger than a style may be. Get the style again.</source>
      <translation>Стиль в {folder} нельзя использовать: он больше, чем может быть стиль. Получите стиль заново.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: {file} leads out of the style's folder. A style may use only files of its own; do not install it if you did not make it.</source>
      <translation>Стиль в {folder} нельзя использовать: {file} ведёт за пределы папки стиля. Стилю разрешены только собственные файлы; не устанавливайте его, если сделали его не вы.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: an adapter's file name does not say which base it is for. Name it after the base's fingerprint: 16 of 0-9a-f, then .gguf.</source>
      <translation>Стиль в {folder} нельзя использовать: по имени файла адаптера не видно, для какой он модели. Назовите его отпечатком модели: 16 знаков из 0-9a-f, затем .gguf.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: its examples in {file} are damaged. Get the style again, or mend the file.</source>
      <translation>Стиль в {folder} нельзя использовать: повреждены его примеры в {file}. Получите стиль заново или исправьте файл.</translation>
    </message>
    <message>
      <source>The style's profile {file} cannot be used. Install the style again; your text is not affected.</source>
      <translation>Профиль стиля {file} нельзя использовать. Установите стиль заново; на текст это не влияет.</translation>
    </message>
    <message>
      <source>“{url}” is not the address of a server. Give one like http://192.168.1.5:8080 or https://api.example.com/v1, and the key in its own field. Nothing was sent.</source>
      <translation>«{url}» — не адрес сервера. Нужен адрес вроде http://192.168.1.5:8080 или https://api.example.com/v1, а ключ вводится в своё поле. Ничего не отправлено.</translation>
    </message>
    <message>
      <source>No server is named. The text is unchanged; choose one first.</source>
      <translation>Сервер не указан. Текст не изменился; сначала выберите сервер.</translation>
    </message>
    <message>
      <source>Your texts would be sent to {host}, and you have not agreed to that yet. Nothing was sent.</source>
      <translation>Ваши тексты отправлялись бы на {host}, а вы на это ещё не соглашались. Ничего не отправлено.</translation>
    </message>
    <message>
      <source>{host} has no model “{model}”. It has: {known}. Choose one of them. Your text is as it was.</source>
      <translation>На {host} нет модели «{model}». Там есть: {known}. Выберите одну из них. Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>The key for {host} has characters that no key has, perhaps from copying. Enter it again under “Use a Server…”. Nothing was sent. Your text is as it was.</source>
      <translation>В ключе для {host} есть знаки, каких в ключах не бывает, — возможно, от копирования. Введите его снова через «Использовать сервер…». Ничего не отправлено. Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>{host} gives each adapter as a model of its own, so two styles cannot be blended there. Choose one of them. Your text is as it was.</source>
      <translation>{host} даёт каждый адаптер отдельной моделью, поэтому смешать два стиля там нельзя. Выберите один из них. Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>{host} does not hold the adapter {name}. The text is unchanged; choose another style, or have the server started with it.</source>
      <translation>На {host} нет адаптера {name}. Текст не изменился; выберите другой стиль или попросите запустить сервер с этим адаптером.</translation>
    </message>
    <message>
      <source>No safe connection to {host} came about: {reason}. If the server speaks plain http, write http:// before its address; otherwise its certificate is not trusted here. Nothing was sent. Your text is as it was.</source>
      <translation>Безопасное соединение с {host} не установилось: {reason}. Если сервер работает по обычному http, напишите перед адресом http://; иначе его сертификату здесь не доверяют. Ничего не отправлено. Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>There is no machine named {host}, or this one is offline. Check the address and the network. Your text is as it was.</source>
      <translation>Компьютера с именем {host} нет, или этот компьютер не в сети. Проверьте адрес и сеть. Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>Nothing answers at {host}: the server is not running, or the port is another. Start it, or check the address. Your text is as it was.</source>
      <translation>По адресу {host} никто не отвечает: сервер не запущен или порт другой. Запустите его или проверьте адрес. Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>The proxy on the way to {host} refused: {reason}. Check the proxy settings of this system. Your text is as it was.</source>
      <translation>Прокси на пути к {host} отказал: {reason}. Проверьте настройки прокси в системе. Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>{host} cannot be reached in time. Check the address and the network, or try again. Your text is as it was.</source>
      <translation>Связаться с {host} вовремя не удалось. Проверьте адрес и сеть или повторите. Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>The connection to {host} broke before an answer came{reason}. Your text is as it was; try again, or select less text.</source>
      <translation>Соединение с {host} прервалось, прежде чем пришёл ответ{reason}. Ваш текст не изменился; повторите или выделите меньше текста.</translation>
    </message>
    <message>
      <source>{host} said nothing for {seconds} seconds, so the request was given up. It may be busy or too slow for this model. Your text is as it was; try again, or ask for fewer candidates.</source>
      <translation>{host} молчит уже {seconds} с, поэтому запрос прекращён. Возможно, сервер занят или слишком медленный для этой модели. Ваш текст не изменился; повторите или запросите меньше вариантов.</translation>
    </message>
    <message>
      <source>The connection to {host} was cut while it was writing. What came is kept as unfinished. Your text is as it was; try again.</source>
      <translation>Соединение с {host} прервалось посреди ответа. Пришедшее сохранено как незаконченное. Ваш текст не изменился; повторите.</translation>
    </message>
    <message>
      <source>{host} answers, but not as a model server: it sent {kind}. Check the address and its port. Your text is as it was.</source>
      <translation>{host} отвечает, но не как сервер моделей: пришло {kind}. Проверьте адрес и порт. Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>The server {host} did not accept the key ({status}). Check the key under “Use a Server…”. Your text is as it was.</source>
      <translation>Сервер {host} не принял ключ ({status}). Проверьте ключ через «Использовать сервер…». Ваш текст не изменился.</translation>
    </message>
    <message>
      <source>The server {host} does not allow this with your key ({status}). Ask its owner, or use another key. Your text is as it was. {said}</source>
      <translation>Сервер {host} не разрешает это с вашим ключом ({status}). Спросите владельца сервера или возьмите другой ключ. Ваш текст не изменился. {said}</translation>
    </message>
    <message>
      <source>The server {host} does not know this address or model ({status}). Check both under “Use a Server…”. Your text is as it was. {said}</source>
      <translation>Сервер {host} не знает такого адреса или модели ({status}). Проверьте их через «Использовать сервер…». Ваш текст не изменился. {said}</translation>
    </message>
    <message>
      <source>The server {host} says that the text is too long for it ({status}). Select less of it. Your text is as it was. {said}</source>
      <translation>Сервер {host} сообщает, что текст для него слишком длинный ({status}). Выделите меньше. Ваш текст не изменился. {said}</translation>
    </message>
    <message>
      <source>The server {host} has too many requests now ({status}). Wait a little and try again. Your text is as it was. {said}</source>
      <translation>У сервера {host} сейчас слишком много запросов ({status}). Немного подождите и повторите. Ваш текст не изменился. {said}</translation>
    </message>
    <message>
      <source>The server {host} sends elsewhere ({status}). Give the address that it now has. Your text is as it was. {said}</source>
      <translation>Сервер {host} отсылает в другое место ({status}). Укажите его нынешний адрес. Ваш текст не изменился. {said}</translation>
    </message>
    <message>
      <source>The server {host} refused the request ({status}). Choose another model, or tell its owner. Your text is as it was. {said}</source>
      <translation>Сервер {host} отклонил запрос ({status}). Выберите другую модель или сообщите владельцу сервера. Ваш текст не изменился. {said}</translation>
    </message>
    <message>
      <source>The server {host} met an error of its own ({status}). Try again later, or use another server. Your text is as it was. {said}</source>
      <translation>На сервере {host} произошла ошибка ({status}). Повторите позже или возьмите другой сервер. Ваш текст не изменился. {said}</translation>
    </message>
    <message>
      <source>There is a job in {folder} already, and it was left as it is. Go on with it, or choose another folder.</source>
      <translation>В папке {folder} уже есть задание, оно не тронуто. Продолжите его или выберите другую папку.</translation>
    </message>
    <message>
      <source>There is no job in {folder}. Choose the folder of a job, or begin a new one.</source>
      <translation>В папке {folder} нет задания. Выберите папку задания или начните новое.</translation>
    </message>
    <message>
      <source>The job in {folder} cannot be read: job.toml is damaged ({problem}). The author's texts are as they were; mend the file, or begin a new job.</source>
      <translation>Задание в {folder} не читается: файл job.toml повреждён ({problem}). Тексты автора не тронуты; исправьте файл или начните новое задание.</translation>
    </message>
    <message>
      <source>The job cannot be kept in {folder}: {problem}. What was finished is still there. Free some room, then go on.</source>
      <translation>Задание не удаётся сохранить в {folder}: {problem}. Всё законченное осталось. Освободите место и продолжите.</translation>
    </message>
    <message>
      <source>Another process works on this job already ({folder}); nothing was changed. Pause it there, or wait until it is done.</source>
      <translation>Над этим заданием уже работает другой процесс ({folder}); ничего не изменено. Приостановите его там или дождитесь конца.</translation>
    </message>
    <message>
      <source>Another training of this job is running. Wait for its end or pause it, then go on.</source>
      <translation>Обучение этого задания уже идёт. Дождитесь его конца или приостановите его и продолжите.</translation>
    </message>
    <message>
      <source>This stage met an error of its own ({kind}: {problem}). What was finished is kept. Go on to try it again, and report it if it comes back.</source>
      <translation>На этом этапе произошла внутренняя ошибка ({kind}: {problem}). Законченное сохранено. Продолжите, чтобы попробовать снова, и сообщите, если она повторится.</translation>
    </message>
    <message>
      <source>The process that worked on the style ended by itself ({status}). What was finished is kept. Go on to try it again; {log} has what it said last.</source>
      <translation>Процесс, делавший стиль, завершился сам ({status}). Законченное сохранено. Продолжите, чтобы попробовать снова; его последние слова — в {log}.</translation>
    </message>
    <message>
      <source>The model {file} of this style is not there any more, or cannot be used. What was made so far is kept. Put the file back, then go on.</source>
      <translation>Модели {file}, для которой делается стиль, больше нет, или её нельзя использовать. Сделанное сохранено. Верните файл и продолжите.</translation>
    </message>
    <message>
      <source>The model {file} is another file than when this style was begun, so pairs and training would not fit it. What was made so far is kept. Put the old file back, or begin the style anew with this one.</source>
      <translation>Модель {file} — уже не тот файл, с которым стиль был начат: пары и обучение к ней не подойдут. Сделанное сохранено. Верните прежний файл или начните стиль заново с этим.</translation>
    </message>
    <message>
      <source>{file} was left out: it is no text. Give books as .txt, .md, .html, .epub, .fb2, .docx, .odt or .pdf.</source>
      <translation>Файл {file} пропущен: это не текст. Дайте книги в виде .txt, .md, .html, .epub, .fb2, .docx, .odt или .pdf.</translation>
    </message>
    <message>
      <source>{file} was left out: its kind is not known. Save it as .txt, .epub, .fb2, .docx, .odt or .pdf.</source>
      <translation>Файл {file} пропущен: его вид неизвестен. Сохраните его как .txt, .epub, .fb2, .docx, .odt или .pdf.</translation>
    </message>
    <message>
      <source>{file} was left out: it unpacks to far more than its size, as files do that are made to fill a disk. If it is a real book, unpack it yourself and give the files.</source>
      <translation>Файл {file} пропущен: при распаковке он вырастает во много раз, как файлы, сделанные, чтобы забить диск. Если это настоящая книга, распакуйте её сами и дайте файлы.</translation>
    </message>
    <message>
      <source>{file} was left out: a name in it leads out of its folder. Get it from someone you trust, or unpack it yourself and give the files.</source>
      <translation>Файл {file} пропущен: имя внутри него ведёт за пределы папки. Возьмите его у того, кому доверяете, или распакуйте сами и дайте файлы.</translation>
    </message>
    <message>
      <source>{file} was left out: it is locked with a password. Unpack it and give the files.</source>
      <translation>Файл {file} пропущен: он закрыт паролем. Распакуйте его и дайте файлы.</translation>
    </message>
    <message>
      <source>{file} was left out: it is damaged or cut off. Get the file again.</source>
      <translation>Файл {file} пропущен: он повреждён или обрезан. Получите файл заново.</translation>
    </message>
    <message>
      <source>{file} was left out: it is locked with a password or a licence. Save it without the lock, if you may, and give that file.</source>
      <translation>Файл {file} пропущен: он закрыт паролем или лицензией. Сохраните его без защиты, если имеете право, и дайте тот файл.</translation>
    </message>
    <message>
      <source>{file} was left out: its pages are pictures without a text. Run it through text recognition (OCR) first, or find the text elsewhere.</source>
      <translation>Файл {file} пропущен: его страницы — картинки без текста. Сначала распознайте текст (OCR) или найдите его в другом месте.</translation>
    </message>
    <message>
      <source>{file} was left out: it declares entities of its own, which books do not need and attacks do. Get it elsewhere, or save its text as .txt.</source>
      <translation>Файл {file} пропущен: он объявляет собственные сущности XML, что нужно не книгам, а атакам. Возьмите его в другом месте или сохраните текст как .txt.</translation>
    </message>
    <message>
      <source>{file} was left out: it is damaged or not what its name says. Get the file again.</source>
      <translation>Файл {file} пропущен: он повреждён или не то, чем назван. Получите файл заново.</translation>
    </message>
    <message>
      <source>{file} was left out: it cannot be read. Check that it exists and that you may read it.</source>
      <translation>Файл {file} пропущен: его не удаётся прочитать. Проверьте, что он есть и что вам можно его читать.</translation>
    </message>
    <message>
      <source>{file} was left out: it is larger than any book. Give the books singly.</source>
      <translation>Файл {file} пропущен: он больше любой книги. Дайте книги по отдельности.</translation>
    </message>
    <message>
      <source>{file} was left out: there is no text in it.</source>
      <translation>Файл {file} пропущен: в нём нет текста.</translation>
    </message>
    <message>
      <source>There is no text of the author's in what was chosen. Choose files or folders with books (.txt, .md, .html, .epub, .fb2, .docx, .odt, .pdf, .zip).</source>
      <translation>В выбранном нет текстов автора. Выберите файлы или папки с книгами (.txt, .md, .html, .epub, .fb2, .docx, .odt, .pdf, .zip).</translation>
    </message>
    <message>
      <source>Only {words} words of prose are left, too few to learn anything from. Look at what was cut and which works were left out, and take back what is the author's, or add more texts: 40,000 words are a beginning.</source>
      <translation>Осталось всего {words} слов прозы: этого мало, чтобы чему-то научиться. Посмотрите, что вырезано и какие произведения пропущены, и верните то, что принадлежит автору, или добавьте тексты: 40 000 слов — уже начало.</translation>
    </message>
    <message>
      <source>This is little text for a style: about {tokens} tokens, and {needed} are wanted. Expect the author's favourite words and punctuation, but little of the manner, and phrases of the texts coming back. Add more works if there are any.</source>
      <translation>Для стиля текста мало: около {tokens} токенов, а нужно {needed}. Ждите любимых слов и знаков автора, но не всей манеры, и целых фраз из текстов. Добавьте произведения, если они есть.</translation>
    </message>
    <message>
      <source>Texts in another language than the style were left out ({count}): {titles}.</source>
      <translation>Тексты не на языке стиля пропущены ({count}): {titles}.</translation>
    </message>
    <message>
      <source>The files name more than one author: {authors}. A style of several is no one's; leave out the works that are not this author's.</source>
      <translation>Файлы называют больше одного автора: {authors}. Стиль нескольких авторов ничей; уберите произведения, которые принадлежат не этому автору.</translation>
    </message>
    <message>
      <source>A style is judged on works it has not seen, and there are few works here ({works}): parts of them will be set aside instead, and the report will be kinder than it should.</source>
      <translation>Стиль проверяется на произведениях, которых он не видел, а их здесь мало ({works}): вместо них будут отложены части, и отчёт окажется добрее, чем следует.</translation>
    </message>
    <message>
      <source>“{title}” has {share} % of all the words, so the style will be mostly that book's.</source>
      <translation>«{title}» — это {share} % всех слов, поэтому стиль будет в основном стилем этой книги.</translation>
    </message>
    <message>
      <source>{file} of the stage “texts” cannot be read ({problem}). The author's own files are as they were: mend it, or delete the stage's folder and read the texts again.</source>
      <translation>Файл {file} этапа «тексты» не читается ({problem}). Файлы автора не тронуты: исправьте его или удалите папку этапа и прочитайте тексты заново.</translation>
    </message>
    <message>
      <source>The stage “{stage}” has to be run first; nothing was changed.</source>
      <translation>Сначала нужно пройти этап «{stage}»; ничего не изменено.</translation>
    </message>
    <message>
      <source>There is no work {number} in this job; nothing was changed. Open the job again.</source>
      <translation>Произведения {number} в этом задании нет; ничего не изменено. Откройте задание заново.</translation>
    </message>
    <message>
      <source>These texts cannot be told from plain prose, so there is no manner to learn. The texts are as they were. Check that what is kept is the author's own prose, and that the language of the style is right.</source>
      <translation>Эти тексты не отличить от простой прозы, манере учиться не на чем. Тексты не тронуты. Проверьте, что оставлена проза самого автора и что язык стиля выбран верно.</translation>
    </message>
    <message>
      <source>There is no prose to compare texts in the language “{language}” with, so no style can be measured. The texts are as they were. Styles are made of Russian and of English texts.</source>
      <translation>Тексты на языке «{language}» не с чем сравнить, поэтому стиль нельзя измерить. Тексты не тронуты. Стили делаются по русским и английским текстам.</translation>
    </message>
    <message>
      <source>The prose that texts are compared with cannot be read: {file} is damaged ({problem}). The texts are as they were; install StylePad again.</source>
      <translation>Проза для сравнения не читается: файл {file} повреждён ({problem}). Тексты не тронуты; установите StylePad заново.</translation>
    </message>
    <message>
      <source>The portrait of this job cannot be read ({problem}). The author's texts are as they were; measure the author anew.</source>
      <translation>Портрет этого задания не читается ({problem}). Тексты автора не тронуты; измерьте автора заново.</translation>
    </message>
    <message>
      <source>There are no pairs to go on with. The texts are as they were; write the pairs first.</source>
      <translation>Нет пар, с которыми можно продолжать. Тексты не тронуты; сначала создайте пары.</translation>
    </message>
    <message>
      <source>There are {count} pairs to learn from, and a style needs {least} at least, better 1,500. Add texts by the author, or look at why so many pairs were left out.</source>
      <translation>Для обучения есть пар: {count}, а стилю нужно не меньше {least}, лучше 1500. Добавьте тексты автора или посмотрите, почему столько пар отброшено.</translation>
    </message>
    <message>
      <source>Only {kept} pairs are good enough to learn from, and at least {least} are needed. They are kept, to look through and to mend. Add more of the author's texts, import pairs made by hand, or choose another model, then go on.</source>
      <translation>Годных для обучения пар всего {kept}, а нужно не меньше {least}. Они сохранены, их можно просмотреть и поправить. Добавьте тексты автора, загрузите пары, сделанные вручную, или выберите другую модель и продолжите.</translation>
    </message>
    <message>
      <source>The pairs cannot be read: line {line} of {file} is damaged. Mend or delete that line, then go on.</source>
      <translation>Пары не читаются: строка {line} файла {file} повреждена. Исправьте или удалите её и продолжите.</translation>
    </message>
    <message>
      <source>The pair {pair} is not there any more; nothing was changed. Open the pairs again.</source>
      <translation>Пары {pair} больше нет; ничего не изменено. Откройте пары заново.</translation>
    </message>
    <message>
      <source>A pair needs both its sides, so it was left as it was. Write something, or reject the pair.</source>
      <translation>Паре нужны обе стороны, поэтому она оставлена как была. Напишите что-нибудь или отклоните пару.</translation>
    </message>
    <message>
      <source>{file} has no pairs, so nothing was added. A line of JSON or a row of CSV must have the columns “plain” and “text”, both filled in.</source>
      <translation>В файле {file} нет пар, ничего не добавлено. В строке JSON или CSV должны быть заполнены столбцы «plain» и «text».</translation>
    </message>
    <message>
      <source>{file} cannot be read ({problem}), so no pairs were added. Save it as UTF-8 with the columns “plain” and “text”, and import it again.</source>
      <translation>Файл {file} не читается ({problem}), пары не добавлены. Сохраните его в UTF-8 со столбцами «plain» и «text» и загрузите снова.</translation>
    </message>
    <message>
      <source>{file} in {folder} cannot be read ({problem}). The author's texts are as they were. Mend the file, or delete it and make the pairs anew.</source>
      <translation>Файл {file} в {folder} не читается ({problem}). Тексты автора не тронуты. Исправьте файл или удалите его и создайте пары заново.</translation>
    </message>
    <message>
      <source>The model {name} cannot be trained: transformers cannot read it ({reason}). The pairs are kept. Choose another model.</source>
      <translation>Модель {name} нельзя обучать: библиотека transformers не может её прочитать ({reason}). Пары сохранены. Выберите другую модель.</translation>
    </message>
    <message>
      <source>The disk of {folder} is full, so the training stopped. What was learned up to the last checkpoint is kept. Free some room, then go on.</source>
      <translation>Диск с папкой {folder} заполнен, поэтому обучение остановилось. Выученное до последней контрольной точки сохранено. Освободите место и продолжите.</translation>
    </message>
    <message>
      <source>The training went out of bounds at step {step}. What was learned up to the last checkpoint is kept, but it is best not used. Train again with a lower rate than {rate} (a third of it), in job.toml.</source>
      <translation>На шаге {step} обучение разошлось. Выученное до последней контрольной точки сохранено, но лучше его не использовать. Обучите снова со скоростью меньше {rate} (втрое), указав её в job.toml.</translation>
    </message>
    <message>
      <source>{name} cannot be trained on this machine: it needs {needed} of memory, and {free} can be had. What was made is kept. Choose a smaller model, or carry the job's folder to a larger machine and run “stylepad train JOB” there.</source>
      <translation>Модель {name} нельзя обучить на этом компьютере: нужно {needed} памяти, а есть {free}. Сделанное сохранено. Выберите модель меньше или перенесите папку задания на компьютер мощнее и запустите там «stylepad train JOB».</translation>
    </message>
    <message>
      <source>{name} cannot be trained on this machine in sensible time: it would take about {hours} hours. What was made is kept. Choose a smaller model, or carry the job's folder to a machine with a GPU and run “stylepad train JOB” there.</source>
      <translation>Модель {name} нельзя обучить на этом компьютере за разумное время: это заняло бы примерно {hours} ч. Сделанное сохранено. Выберите модель меньше или перенесите папку задания на компьютер с видеокартой и запустите там «stylepad train JOB».</translation>
    </message>
    <message>
      <source>The memory was not enough for the training. What was learned up to the last checkpoint is kept. Close other programs, then go on.</source>
      <translation>Для обучения не хватило памяти. Выученное до последней контрольной точки сохранено. Закройте другие программы и продолжите.</translation>
    </message>
    <message>
      <source>The training was ended from outside ({how}), perhaps because the memory was not enough. What was learned up to the last checkpoint is kept: go on from there. {log} has the details.</source>
      <translation>Обучение прервано извне ({how}), возможно, из-за нехватки памяти. Выученное до последней контрольной точки сохранено: продолжите с неё. Подробности — в {log}.</translation>
    </message>
    <message>
      <source>The training met an error of its own ({reason}). What was learned up to the last checkpoint is kept. Go on to try again.</source>
      <translation>При обучении произошла внутренняя ошибка ({reason}). Выученное до последней контрольной точки сохранено. Продолжите, чтобы попробовать снова.</translation>
    </message>
    <message>
      <source>There is no training to go on with in {folder} ({problem}). Train again; the pairs are kept.</source>
      <translation>В {folder} нет обучения, которое можно продолжить ({problem}). Обучите заново; пары сохранены.</translation>
    </message>
    <message>
      <source>The training cannot be run with {name} = {value}. Correct it in job.toml, or leave it out for the usual value.</source>
      <translation>Обучение невозможно при {name} = {value}. Исправьте это в job.toml или уберите, тогда возьмётся обычное значение.</translation>
    </message>
    <message>
      <source>The training cannot begin from {file}: {problem} Leave the option “start” out to begin from nothing.</source>
      <translation>Обучение не может начаться с {file}: {problem} Уберите параметр «start», чтобы начать с нуля.</translation>
    </message>
    <message>
      <source>The rows to learn from cannot be read ({file}: {problem}). Train again; the pairs are kept.</source>
      <translation>Строки для обучения не читаются ({file}: {problem}). Обучите заново; пары сохранены.</translation>
    </message>
    <message>
      <source>Nothing is learned yet, so there is no adapter to use. What was made is kept; run the training first.</source>
      <translation>Ещё ничего не выучено, поэтому адаптера нет. Сделанное сохранено; сначала проведите обучение.</translation>
    </message>
    <message>
      <source>A style cannot be trained on a model that is on a server: training needs the model's file on this machine. Your texts are unchanged; choose a model file for the style.</source>
      <translation>Стиль нельзя обучить на модели, которая стоит на сервере: нужен файл модели на этом компьютере. Ваши тексты не тронуты; выберите для стиля файл модели.</translation>
    </message>
    <message>
      <source>This model cannot learn a style: its vocabulary names no token that ends an answer. Your texts are unchanged; choose another model.</source>
      <translation>Эта модель не может выучить стиль: в её словаре нет токена, завершающего ответ. Ваши тексты не тронуты; выберите другую модель.</translation>
    </message>
    <message>
      <source>What trains styles (PyTorch and others) is not installed, or only in part. The job is kept as it is. Install it in the plan, then go on.</source>
      <translation>То, что обучает стили (PyTorch и другое), не установлено или установлено не до конца. Задание сохранено. Установите это на странице плана и продолжите.</translation>
    </message>
    <message>
      <source>Training a style needs Python 3.11 or newer with venv, and there is none on this machine. The job is kept as it is. Install Python, then go on.</source>
      <translation>Для обучения стиля нужен Python 3.11 или новее с модулем venv, а на этом компьютере его нет. Задание сохранено. Установите Python и продолжите.</translation>
    </message>
    <message>
      <source>The environment variable for training names {path}, which cannot train. The job is as it was. Correct the variable, or unset it and have StylePad install its own.</source>
      <translation>Переменная окружения для обучения указывает на {path}, а он обучать не может. Задание не тронуто. Исправьте переменную или уберите её, и StylePad установит своё.</translation>
    </message>
    <message>
      <source>What trains styles takes about {needed}, and {free} are free in {folder}. Nothing was installed. Make room first.</source>
      <translation>То, что обучает стили, займёт около {needed}, а в {folder} свободно {free}. Ничего не установлено. Сначала освободите место.</translation>
    </message>
    <message>
      <source>What trains styles could not be installed: {reason}. Nothing was left behind, and the job is kept. Check the connection and the room on the disk, then try again.</source>
      <translation>То, что обучает стили, не удалось установить: {reason}. Следов не осталось, задание сохранено. Проверьте связь и место на диске и попробуйте снова.</translation>
    </message>
    <message>
      <source>The report of this job cannot be read ({problem}). The style itself is as it was; judge it again.</source>
      <translation>Отчёт этого задания не читается ({problem}). Сам стиль не тронут; проверьте его заново.</translation>
    </message>
    <message>
      <source>There are only {passages} passages to judge the style on, and at least {wanted} are needed. The style itself is finished and can be used. Add works and go on.</source>
      <translation>Для проверки стиля есть только отрывков: {passages}, а нужно не меньше {wanted}. Сам стиль готов, им можно пользоваться. Добавьте произведения и продолжите.</translation>
    </message>
    <message>
      <source>There is no style to judge yet. What was made is kept; train and pack it first.</source>
      <translation>Проверять пока нечего: стиля ещё нет. Сделанное сохранено; сначала обучите и соберите его.</translation>
    </message>
    <message>
      <source>{file} was not installed, for it is not a sound style pack: {reason}. Nothing has changed; get the style again, from someone you trust.</source>
      <translation>Файл {file} не установлен: это не исправный архив стиля ({reason}). Ничего не изменилось; возьмите стиль заново у того, кому доверяете.</translation>
    </message>
    <message>
      <source>{file} was not installed: {reason}. Nothing has changed; check the name and that you may read it.</source>
      <translation>Файл {file} не установлен: {reason}. Ничего не изменилось; проверьте имя и право на чтение.</translation>
    </message>
    <message>
      <source>{file} was not installed: {reason}. Nothing has changed; choose the file or the folder of one style.</source>
      <translation>Файл {file} не установлен: {reason}. Ничего не изменилось; выберите файл или папку одного стиля.</translation>
    </message>
    <message>
      <source>The style “{style}” was not exported: {file} could not be installed elsewhere, because of its name. Give it an ending that files of styles have, without a dot before it.</source>
      <translation>Стиль «{style}» не экспортирован: файл {file} из-за своего имени нельзя было бы установить в другом месте. Дайте ему расширение, какое бывает у файлов стилей, и имя без точки в начале.</translation>
    </message>
    <message>
      <source>{file} is there already, and it was kept. Choose another name.</source>
      <translation>Файл {file} уже есть и оставлен как был. Выберите другое имя.</translation>
    </message>
    <message>
      <source>The style “{style}” was kept as it is: version {version} is older than {installed}, which is in {folder} and would be used all the same. Give it a higher version in its style.toml to use it.</source>
      <translation>Стиль «{style}» оставлен как есть: версия {version} ниже, чем {installed} из папки {folder}, и использовалась бы всё равно та. Чтобы пользоваться новой, укажите в её style.toml более высокую версию.</translation>
    </message>
    <message>
      <source>The style “{style}” was kept as it is: version {version} is older than the installed {installed}. Remove that one first to go back.</source>
      <translation>Стиль «{style}» оставлен как есть: версия {version} ниже установленной {installed}. Чтобы вернуться к ней, сначала удалите установленную.</translation>
    </message>
    <message>
      <source>The style “{style}” was kept as it is: version {version} is installed already, with other content. One of the two was changed; remove the installed one first to use the new one.</source>
      <translation>Стиль «{style}» оставлен как есть: версия {version} уже установлена, но с другим содержимым. Одну из двух кто-то изменил; чтобы пользоваться новой, сначала удалите установленную.</translation>
    </message>
    <message>
      <source>The style “{style}” is not one of your own: it is in {folder}. Nothing was removed.</source>
      <translation>Стиль «{style}» не из ваших собственных: он лежит в папке {folder}. Ничего не удалено.</translation>
    </message>
    <message>
      <source>The style “{style}” was kept: {blends} is blended of it and could not be used without it. Remove that first.</source>
      <translation>Стиль «{style}» оставлен: из него составлена смесь {blends}, и без него она не работала бы. Сначала удалите её.</translation>
    </message>
    <message>
      <source>The style in {folder} cannot be used: it is blended of “{style}”, which is not installed or broken. Install it, or take it out of [blend] in {file}.</source>
      <translation>Стиль в папке {folder} использовать нельзя: он составлен в том числе из «{style}», а этот стиль не установлен или неисправен. Установите его или уберите из раздела [blend] в файле {file}.</translation>
    </message>
    <message>
      <source>The style “{style}” is a blend and uses the adapters of its parts, so it was given none. Add the adapter to one of these: {parts}.</source>
      <translation>Стиль «{style}» — смесь и пользуется адаптерами своих частей, поэтому адаптер ему не добавлен. Добавьте адаптер к одному из стилей: {parts}.</translation>
    </message>
    <message>
      <source>“{style}” is a blend itself, and a blend can only be made of styles that are not. Name the styles that it is made of.</source>
      <translation>«{style}» и сам является смесью, а смесь составляют только из стилей, которые смесями не являются. Назовите стили, из которых он составлен.</translation>
    </message>
    <message>
      <source>{model} cannot rewrite a text plainly first: it was trained for its styles and does not follow instructions. Your text is as it was; choose an instruct model.</source>
      <translation>Модель {model} не может сначала переписать текст просто: она обучена своим стилям и указаниям не следует. Ваш текст не изменился; выберите модель, обученную следовать указаниям (instruct).</translation>
    </message>
  </context>
  <context>
    <name>ExampleRow</name>
    <message>
      <source>Plain</source>
      <translation>Просто</translation>
    </message>
    <message>
      <source>In this style</source>
      <translation>В этом стиле</translation>
    </message>
    <message>
      <source>The author</source>
      <translation>Автор</translation>
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
    <name>FindPage</name>
    <message>
      <source>Get models</source>
      <translation>Новые модели</translation>
    </message>
    <message>
      <source>Search the Hub for GGUF models</source>
      <translation>Найти модели GGUF на Hub</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Найти</translation>
    </message>
    <message>
      <source>Back to the suggestions</source>
      <translation>К советам</translation>
    </message>
    <message>
      <source>On the Hub</source>
      <translation>На Hub</translation>
    </message>
    <message>
      <source>What suits this computer</source>
      <translation>Что подойдёт этому компьютеру</translation>
    </message>
    <message>
      <source>Larger models write better and slower. A download goes on when this window is closed; nothing you write is sent.</source>
      <translation>Чем модель больше, тем лучше и медленнее она пишет. Загрузка идёт и при закрытом окне; написанное вами никуда не отправляется.</translation>
    </message>
    <message>
      <source>Looking at this computer…</source>
      <translation>Смотрю, что есть на этом компьютере…</translation>
    </message>
    <message>
      <source>Asking the Hub…</source>
      <translation>Запрос к Hub…</translation>
    </message>
    <message>
      <source>The Hub has no GGUF models with “{words}” in their name.</source>
      <translation>На Hub нет моделей GGUF, в имени которых есть «{words}».</translation>
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
    <name>FormDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
  </context>
  <context>
    <name>FoundRow</name>
    <message>
      <source>Add</source>
      <translation>Добавить</translation>
    </message>
  </context>
  <context>
    <name>JobRow</name>
    <message>
      <source>The style is made and judged.</source>
      <translation>Стиль готов и проверен.</translation>
    </message>
    <message>
      <source>The texts are read; open it to go on.</source>
      <translation>Тексты прочитаны; откройте, чтобы продолжить.</translation>
    </message>
    <message>
      <source>for {model}</source>
      <translation>для {model}</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Открыть</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Пауза</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Продолжить</translation>
    </message>
    <message>
      <source>Delete…</source>
      <translation>Удалить…</translation>
    </message>
  </context>
  <context>
    <name>JobView</name>
    <message>
      <source>New style</source>
      <translation>Новый стиль</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Пауза</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Продолжить</translation>
    </message>
    <message>
      <source>Read the texts</source>
      <translation>Прочитать тексты</translation>
    </message>
    <message>
      <source>Measure anew</source>
      <translation>Измерить заново</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Начать</translation>
    </message>
    <message>
      <source>Train with these pairs</source>
      <translation>Обучить на этих парах</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Далее</translation>
    </message>
    <message>
      <source>‹ All jobs</source>
      <translation>‹ Все задания</translation>
    </message>
    <message>
      <source>All jobs</source>
      <translation>Все задания</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Назад</translation>
    </message>
  </context>
  <context>
    <name>JobsPage</name>
    <message>
      <source>Styles in the making</source>
      <translation>Стили в работе</translation>
    </message>
    <message>
      <source>A style is made from an author's books, here on this machine. It may be paused at any time, and goes on where it was.</source>
      <translation>Стиль делается по книгам автора прямо на этом компьютере. Работу можно приостановить в любую минуту и продолжить с того же места.</translation>
    </message>
    <message>
      <source>New style…</source>
      <translation>Новый стиль…</translation>
    </message>
    <message>
      <source>Nothing is in the making yet.</source>
      <translation>Пока ничего не делается.</translation>
    </message>
    <message>
      <source>All that was made for “{name}” is deleted: cleaned texts, pairs, training and report. The author's own files and an installed style stay.</source>
      <translation>Будет удалено всё, что сделано для «{name}»: очищенные тексты, пары, обучение и отчёт. Файлы автора и установленный стиль останутся.</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>Оставить</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Удалить</translation>
    </message>
    <message>
      <source>Delete the job?</source>
      <translation>Удалить задание?</translation>
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
    <name>Library</name>
    <message>
      <source>Russian</source>
      <translation>русский</translation>
    </message>
    <message>
      <source>English</source>
      <translation>английский</translation>
    </message>
    <message>
      <source>built in</source>
      <translation>встроена</translation>
    </message>
    <message>
      <source>downloaded</source>
      <translation>скачана</translation>
    </message>
    <message>
      <source>copied</source>
      <translation>скопирована</translation>
    </message>
    <message>
      <source>linked in place</source>
      <translation>файл на своём месте</translation>
    </message>
    <message>
      <source>runs on CPU</source>
      <translation>работает на процессоре</translation>
    </message>
    <message>
      <source>runs on {device}</source>
      <translation>работает на {device}</translation>
    </message>
    <message>
      <source>runs on {device}, {there} of {all} layers, the rest on CPU</source>
      <translation>работает на {device}: слоёв {there} из {all}, остальные на процессоре</translation>
    </message>
    <message>
      <source>{hours} h {minutes} min left</source>
      <translation>осталось {hours} ч {minutes} мин</translation>
    </message>
    <message>
      <source>{minutes} min left</source>
      <translation>осталось {minutes} мин</translation>
    </message>
    <message>
      <source>{seconds} s left</source>
      <translation>осталось {seconds} с</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} из {total}</translation>
    </message>
    <message>
      <source>waiting for another download of it</source>
      <translation>ждёт другую загрузку этого файла</translation>
    </message>
    <message>
      <source>checking</source>
      <translation>проверка</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>пауза</translation>
    </message>
    <message>
      <source>broken off, trying again</source>
      <translation>прервалась, новая попытка</translation>
    </message>
    <message>
      <source>{size} a second</source>
      <translation>{size} в секунду</translation>
    </message>
    <message numerus="yes">
      <source>{names} and %n more</source>
      <translation>
        <numerusform>{names} и ещё %n</numerusform>
        <numerusform>{names} и ещё %n</numerusform>
        <numerusform>{names} и ещё %n</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LibraryDoor</name>
    <message>
      <source>Models and styles…</source>
      <translation>Модели и стили…</translation>
    </message>
    <message>
      <source>{name} is downloaded and ready to use.</source>
      <translation>Модель {name} скачана, ею можно пользоваться.</translation>
    </message>
    <message>
      <source>Use it</source>
      <translation>Выбрать её</translation>
    </message>
  </context>
  <context>
    <name>LibraryWindow</name>
    <message>
      <source>Models and styles</source>
      <translation>Модели и стили</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Модели</translation>
    </message>
    <message>
      <source>Get models</source>
      <translation>Новые модели</translation>
    </message>
    <message>
      <source>Styles</source>
      <translation>Стили</translation>
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
    <name>MakingPage</name>
    <message>
      <source>The style is made and in the list of styles. It took {time}.</source>
      <translation>Стиль готов и есть в списке стилей. На это ушло {time}.</translation>
    </message>
    <message>
      <source>You can go on writing, and close this window: the style is made beside it.</source>
      <translation>Можно писать дальше и закрыть это окно: стиль делается сам по себе.</translation>
    </message>
    <message>
      <source>Making the style</source>
      <translation>Изготовление стиля</translation>
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
    <name>ModelRow</name>
    <message>
      <source>in use</source>
      <translation>выбрана</translation>
    </message>
    <message>
      <source>Delete this model? That frees {size}.</source>
      <translation>Удалить эту модель? Освободится {size}.</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Удалить</translation>
    </message>
    <message>
      <source>Take this model off the list? Its file stays where it is: {path}</source>
      <translation>Убрать эту модель из списка? Её файл останется на месте: {path}</translation>
    </message>
    <message>
      <source>Take off the list</source>
      <translation>Убрать из списка</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Оставить</translation>
    </message>
    <message>
      <source>No style has an adapter for it: all of them work by instruction.</source>
      <translation>Ни у одного стиля нет адаптера для неё: все работают по указанию.</translation>
    </message>
    <message>
      <source>Styles with an adapter for it: {names}</source>
      <translation>Стили с адаптером для неё: {names}</translation>
    </message>
    <message>
      <source>It ended the engine when it was loaded last, so it is not loaded unasked.</source>
      <translation>При прошлой загрузке движок завершился, поэтому без спроса она не загружается.</translation>
    </message>
    <message>
      <source>Needs {there} of the {vram} free on the graphics card and {here} of memory, with a context of {context} tokens</source>
      <translation>Нужно {there} из {vram}, свободных на видеокарте, и {here} памяти при контексте в {context} токенов</translation>
    </message>
    <message>
      <source>Needs {needed} of {free} free memory, with a context of {context} tokens</source>
      <translation>Нужно {needed} памяти из {free} свободных при контексте в {context} токенов</translation>
    </message>
    <message>
      <source>Needs {needed} of {free} free memory, with a context of {context} tokens: little is left for other programs</source>
      <translation>Нужно {needed} памяти из {free} свободных при контексте в {context} токенов: другим программам останется мало</translation>
    </message>
    <message>
      <source>Does not fit: it needs {needed}, and {free} of memory are free.</source>
      <translation>Не помещается: нужно {needed}, а свободно {free} памяти.</translation>
    </message>
    <message>
      <source>this one with a context of {context} tokens</source>
      <translation>она же с контекстом в {context} токенов</translation>
    </message>
    <message>
      <source>What would fit: {names}.</source>
      <translation>Что поместилось бы: {names}.</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>Выбрать</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Остановить</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>Убрать…</translation>
    </message>
    <message>
      <source>Loading {name}</source>
      <translation>Загружается {name}</translation>
    </message>
  </context>
  <context>
    <name>ModelsPage</name>
    <message>
      <source>Installed models</source>
      <translation>Установленные модели</translation>
    </message>
    <message>
      <source>The model writes; styles tell it how. You can drop a .gguf file here.</source>
      <translation>Модель пишет, стили говорят ей как. Файл .gguf можно перетащить сюда.</translation>
    </message>
    <message>
      <source>Add a file…</source>
      <translation>Добавить файл…</translation>
    </message>
    <message>
      <source>Get models…</source>
      <translation>Новые модели…</translation>
    </message>
    <message>
      <source>Reading what is installed…</source>
      <translation>Смотрю, что установлено…</translation>
    </message>
    <message>
      <source>Downloaded by other programs</source>
      <translation>Скачано другими программами</translation>
    </message>
    <message>
      <source>The environment variable {variable} names the model and goes before “Use”: what you choose here holds until a model is loaded again, at the latest until the next start. Remove the variable to choose here for good.</source>
      <translation>Модель задана переменной окружения {variable}, и она важнее кнопки «Использовать»: выбранное здесь действует, пока модель не загрузится снова, самое позднее до следующего запуска. Чтобы выбирать здесь насовсем, уберите переменную.</translation>
    </message>
  </context>
  <context>
    <name>OfferRow</name>
    <message>
      <source>recommended for this computer</source>
      <translation>лучшая для этого компьютера</translation>
    </message>
    <message>
      <source>about {size}</source>
      <translation>около {size}</translation>
    </message>
    <message>
      <source>Licence: {name}</source>
      <translation>Лицензия: {name}</translation>
    </message>
    <message>
      <source>Installed</source>
      <translation>Установлена</translation>
    </message>
    <message>
      <source>Downloading…</source>
      <translation>Скачивается…</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Скачать</translation>
    </message>
    <message>
      <source>Does not fit the memory that is free: it needs {needed}.</source>
      <translation>Не помещается в свободную память: нужно {needed}.</translation>
    </message>
    <message>
      <source>Does not fit the disk.</source>
      <translation>Не помещается на диск.</translation>
    </message>
    <message>
      <source>Writes as fast as one reads</source>
      <translation>Пишет не медленнее, чем вы читаете</translation>
    </message>
    <message>
      <source>Possible but slow: writes slower than one reads</source>
      <translation>Можно, но медленно: пишет медленнее, чем читают</translation>
    </message>
    <message>
      <source>Possible but very slow: a paragraph takes minutes</source>
      <translation>Можно, но очень медленно: абзац займёт минуты</translation>
    </message>
    <message numerus="yes">
      <source>about %Ln token(s) a second</source>
      <translation>
        <numerusform>около %Ln токена в секунду</numerusform>
        <numerusform>около %Ln токенов в секунду</numerusform>
        <numerusform>около %Ln токенов в секунду</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n style(s) with an adapter for it</source>
      <translation>
        <numerusform>%n стиль с адаптером для неё</numerusform>
        <numerusform>%n стиля с адаптером для неё</numerusform>
        <numerusform>%n стилей с адаптером для неё</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Pairs</name>
    <message>
      <source>the model</source>
      <translation>модель</translation>
    </message>
    <message>
      <source>the model, once more</source>
      <translation>модель, повторно</translation>
    </message>
    <message>
      <source>plainer words</source>
      <translation>слова проще</translation>
    </message>
    <message>
      <source>restored</source>
      <translation>восстановлено</translation>
    </message>
    <message>
      <source>damaged text</source>
      <translation>испорченный текст</translation>
    </message>
    <message>
      <source>a plan</source>
      <translation>план</translation>
    </message>
    <message>
      <source>the author's own</source>
      <translation>сам автор</translation>
    </message>
    <message>
      <source>imported</source>
      <translation>загружено</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>да</translation>
    </message>
    <message>
      <source>no: empty</source>
      <translation>нет: пусто</translation>
    </message>
    <message>
      <source>no: breaks off</source>
      <translation>нет: обрывается</translation>
    </message>
    <message>
      <source>no: length</source>
      <translation>нет: длина</translation>
    </message>
    <message>
      <source>no: numbers lost</source>
      <translation>нет: потеряны числа</translation>
    </message>
    <message>
      <source>no: names lost</source>
      <translation>нет: потеряны имена</translation>
    </message>
    <message>
      <source>no: hardly plainer</source>
      <translation>нет: едва проще</translation>
    </message>
    <message>
      <source>no: too different</source>
      <translation>нет: слишком далеко</translation>
    </message>
    <message>
      <source>no: another meaning</source>
      <translation>нет: другой смысл</translation>
    </message>
    <message>
      <source>no: repeats itself</source>
      <translation>нет: повторяется</translation>
    </message>
    <message>
      <source>no: another language</source>
      <translation>нет: другой язык</translation>
    </message>
    <message>
      <source>no: garbled</source>
      <translation>нет: искажено</translation>
    </message>
    <message>
      <source>no: there twice</source>
      <translation>нет: уже есть</translation>
    </message>
    <message>
      <source>no: enough without it</source>
      <translation>нет: хватает без неё</translation>
    </message>
    <message>
      <source>no: you rejected it</source>
      <translation>нет: вы отклонили</translation>
    </message>
    <message>
      <source>no</source>
      <translation>нет</translation>
    </message>
  </context>
  <context>
    <name>PairsModel</name>
    <message>
      <source>Plain</source>
      <translation>Просто</translation>
    </message>
    <message>
      <source>The author</source>
      <translation>Автор</translation>
    </message>
    <message>
      <source>Made by</source>
      <translation>Откуда</translation>
    </message>
    <message>
      <source>Used</source>
      <translation>В деле</translation>
    </message>
  </context>
  <context>
    <name>PairsPage</name>
    <message>
      <source>{kept} pairs are used, {rest} are left out.</source>
      <translation>Пар в деле: {kept}, отброшено: {rest}.</translation>
    </message>
    <message>
      <source>Save the change</source>
      <translation>Сохранить правку</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>Использовать</translation>
    </message>
    <message>
      <source>Import pairs</source>
      <translation>Загрузить пары</translation>
    </message>
    <message>
      <source>Pairs (JSONL, CSV)</source>
      <translation>Пары (JSONL, CSV)</translation>
    </message>
    <message>
      <source>Export pairs</source>
      <translation>Сохранить пары</translation>
    </message>
    <message>
      <source>Pairs</source>
      <translation>Пары</translation>
    </message>
    <message>
      <source>Look for words</source>
      <translation>Искать слова</translation>
    </message>
    <message>
      <source>Only those used</source>
      <translation>Только те, что в деле</translation>
    </message>
    <message>
      <source>&amp;Plain side, to edit</source>
      <translation>&amp;Простая сторона, её можно править</translation>
    </message>
    <message>
      <source>The author's &amp;words</source>
      <translation>&amp;Слова автора</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>Отклонить</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Загрузить…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Сохранить…</translation>
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
    <name>PlainFirst</name>
    <message>
      <source>Make it plain first</source>
      <translation>Сначала сделать текст простым</translation>
    </message>
    <message>
      <source>The text is rewritten in plain words before it gets the new style; otherwise its own manner shows through.</source>
      <translation>Текст сначала переписывается простыми словами, а потом получает новый стиль; иначе сквозь него видна прежняя манера.</translation>
    </message>
    <message>
      <source>The text is strongly styled itself: it is near to {style}.</source>
      <translation>У текста самого яркий стиль: он близок к стилю «{style}».</translation>
    </message>
    <message>
      <source>The text has old-fashioned words: {words}.</source>
      <translation>В тексте есть старинные слова: {words}.</translation>
    </message>
  </context>
  <context>
    <name>PlanPage</name>
    <message>
      <source>Pairs for this model are there already, so the style stays with it.</source>
      <translation>Пары для этой модели уже есть, поэтому стиль останется с ней.</translation>
    </message>
    <message>
      <source>What trains styles (PyTorch) is installed.</source>
      <translation>То, что обучает стили (PyTorch), установлено.</translation>
    </message>
    <message>
      <source>Training needs PyTorch and a few other packages, about {size} on the disk, in a folder of their own beside the program. They are fetched once from the Python package index; nothing of yours is sent.</source>
      <translation>Для обучения нужны PyTorch и ещё несколько пакетов, около {size} на диске, в отдельной папке рядом с программой. Они один раз загружаются из каталога пакетов Python; ничего вашего не отправляется.</translation>
    </message>
    <message>
      <source>Install again</source>
      <translation>Установить заново</translation>
    </message>
    <message>
      <source>Install</source>
      <translation>Установить</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>about {time} of training; pairs and report come on top</source>
      <translation>около {time} обучения; пары и отчёт сверх того</translation>
    </message>
    <message>
      <source>{needed} on {device}, {free} are free</source>
      <translation>{needed} ({device}), свободно {free}</translation>
    </message>
    <message>
      <source>this machine</source>
      <translation>этот компьютер</translation>
    </message>
    <message>
      <source>Installing</source>
      <translation>Установка</translation>
    </message>
    <message>
      <source>Plan</source>
      <translation>План</translation>
    </message>
    <message>
      <source>What will be made</source>
      <translation>Что будет сделано</translation>
    </message>
    <message>
      <source>The model learns from pairs of plain passages and the author's own, and the style is then tried on works it has never seen. It may be paused at any moment.</source>
      <translation>Модель учится на парах: простой отрывок и слова автора. Затем стиль проверяется на произведениях, которых не видел. Приостановить можно в любую минуту.</translation>
    </message>
    <message>
      <source>&amp;Model</source>
      <translation>&amp;Модель</translation>
    </message>
    <message>
      <source>Model that the style is made for</source>
      <translation>Модель, для которой делается стиль</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Время</translation>
    </message>
    <message>
      <source>Memory</source>
      <translation>Память</translation>
    </message>
    <message>
      <source>What trains</source>
      <translation>Что обучает</translation>
    </message>
  </context>
  <context>
    <name>PortraitPage</name>
    <message>
      <source>The works speak with two voices: {titles} differ from the rest as two authors do. Leave them out unless they are the same author's.</source>
      <translation>В произведениях слышны два голоса: {titles} отличаются от остальных, как пишут разные авторы. Исключите их, если это не тот же автор.</translation>
    </message>
    <message>
      <source>Portrait of the author</source>
      <translation>Портрет автора</translation>
    </message>
    <message>
      <source>Words that tell this author from contemporaries</source>
      <translation>Слова, по которым автора узнают среди современников</translation>
    </message>
    <message>
      <source>Turns of phrase</source>
      <translation>Обороты</translation>
    </message>
  </context>
  <context>
    <name>Reasons</name>
    <message>
      <source>it has no weights</source>
      <translation>в нём нет весов</translation>
    </message>
    <message>
      <source>it has no LoRA weights for text</source>
      <translation>в нём нет весов LoRA для текста</translation>
    </message>
    <message>
      <source>{module} has one half of its pair</source>
      <translation>от пары {module} есть только половина</translation>
    </message>
    <message>
      <source>the halves of {module} do not multiply</source>
      <translation>половины {module} не перемножаются</translation>
    </message>
    <message>
      <source>the halves of {module} differ in rank</source>
      <translation>у половин {module} разный ранг</translation>
    </message>
    <message>
      <source>{name} is there twice</source>
      <translation>{name} встречается дважды</translation>
    </message>
    <message>
      <source>it has {tensor}, which is not part of a LoRA pair</source>
      <translation>в нём есть {tensor}, который не входит в пару LoRA</translation>
    </message>
    <message>
      <source>{tensor} is not a matrix</source>
      <translation>{tensor} — не матрица</translation>
    </message>
    <message>
      <source>{first} or {second} is of an unusable type</source>
      <translation>тип {first} или {second} не подходит</translation>
    </message>
    <message>
      <source>adapter.lora.alpha is missing or not a number</source>
      <translation>adapter.lora.alpha отсутствует или не является числом</translation>
    </message>
    <message>
      <source>its alpha is 0, so it changes nothing</source>
      <translation>его alpha равна 0, он ничего не меняет</translation>
    </message>
    <message>
      <source>the scale of {module} is too large</source>
      <translation>множитель {module} слишком велик</translation>
    </message>
    <message>
      <source>it is not a LoRA adapter but of the kind {kind}</source>
      <translation>это не адаптер LoRA, а файл вида {kind}</translation>
    </message>
    <message>
      <source>it is not a LoRA adapter but an adapter of the type {type}</source>
      <translation>это не адаптер LoRA, а адаптер типа {type}</translation>
    </message>
    <message>
      <source>it does not say that it is a LoRA adapter</source>
      <translation>в нём не сказано, что это адаптер LoRA</translation>
    </message>
    <message>
      <source>it is an activated LoRA, which StylePad cannot use</source>
      <translation>это «активируемая» LoRA, которую StylePad использовать не может</translation>
    </message>
    <message>
      <source>it was made for the architecture {made_for}, the loaded model is {loaded}</source>
      <translation>он сделан для архитектуры {made_for}, а загружена модель {loaded}</translation>
    </message>
    <message>
      <source>it does not say for which architecture it was made, the loaded model is {loaded}</source>
      <translation>в нём не сказано, для какой архитектуры он сделан, а загружена модель {loaded}</translation>
    </message>
    <message>
      <source>it changes the embeddings, and this model uses one matrix for input and output</source>
      <translation>он меняет эмбеддинги, а у этой модели одна матрица на вход и выход</translation>
    </message>
    <message>
      <source>it was made for another model: this model has no {tensor}</source>
      <translation>он сделан для другой модели: в этой нет {tensor}</translation>
    </message>
    <message>
      <source>it was made for another model: it expects {module} of {width} × {rows}, the loaded one is {model_width} × {model_rows}</source>
      <translation>он сделан для другой модели: ему нужен {module} размером {width} × {rows}, а у загруженной {model_width} × {model_rows}</translation>
    </message>
    <message>
      <source>it changes layer {layer}, the model has {layers}</source>
      <translation>он меняет слой {layer}, а слоёв у модели {layers}</translation>
    </message>
    <message>
      <source>it changes the same rows of {tensor} twice</source>
      <translation>он дважды меняет одни и те же строки {tensor}</translation>
    </message>
    <message>
      <source>it expects {module} of {width} × {rows}, the model's is {model_width} × {model_rows}</source>
      <translation>ему нужен {module} размером {width} × {rows}, а у модели {model_width} × {model_rows}</translation>
    </message>
    <message>
      <source>{tensor} does not divide into {heads} heads</source>
      <translation>{tensor} не делится на головы: {heads}</translation>
    </message>
    <message>
      <source>its weights are not named as PEFT names them ({name})</source>
      <translation>его веса названы не так, как их называет PEFT ({name})</translation>
    </message>
    <message>
      <source>it is a DoRA, whose magnitudes ({name}) a GGUF adapter cannot hold</source>
      <translation>это DoRA, чьи величины ({name}) адаптер GGUF хранить не может</translation>
    </message>
    <message>
      <source>it has biases ({name}), which a GGUF adapter cannot hold</source>
      <translation>в нём есть смещения ({name}), которые адаптер GGUF хранить не может</translation>
    </message>
    <message>
      <source>it replaces {name} as a whole</source>
      <translation>он заменяет {name} целиком</translation>
    </message>
    <message>
      <source>it is of the kind {kind}, not a LoRA</source>
      <translation>это {kind}, а не LoRA</translation>
    </message>
    <message>
      <source>it has trained biases (bias = {value})</source>
      <translation>в нём обучены смещения (bias = {value})</translation>
    </message>
    <message>
      <source>it was trained on changed weights of its base (init_lora_weights = {value})</source>
      <translation>он обучен на изменённых весах своей модели (init_lora_weights = {value})</translation>
    </message>
    <message>
      <source>it is a DoRA, whose magnitudes a GGUF adapter cannot hold</source>
      <translation>это DoRA, чьи величины адаптер GGUF хранить не может</translation>
    </message>
    <message>
      <source>it has biases (lora_bias), which a GGUF adapter cannot hold</source>
      <translation>в нём есть смещения (lora_bias), которые адаптер GGUF хранить не может</translation>
    </message>
    <message>
      <source>it replaces whole parts of the model (modules_to_save)</source>
      <translation>он заменяет части модели целиком (modules_to_save)</translation>
    </message>
    <message>
      <source>it changes single tokens' embeddings (trainable_token_indices)</source>
      <translation>он меняет эмбеддинги отдельных токенов (trainable_token_indices)</translation>
    </message>
    <message>
      <source>it changes bare parameters (target_parameters)</source>
      <translation>он меняет отдельные параметры (target_parameters)</translation>
    </message>
    <message>
      <source>it repeats layers of its base (layer_replication)</source>
      <translation>он повторяет слои своей модели (layer_replication)</translation>
    </message>
    <message>
      <source>it is an activated LoRA, which works on a part of the text</source>
      <translation>это «активируемая» LoRA, она действует на часть текста</translation>
    </message>
    <message>
      <source>it is a QALoRA, which pools its input</source>
      <translation>это QALoRA, она усредняет вход</translation>
    </message>
    <message>
      <source>its modules have different ranks</source>
      <translation>у его модулей разные ранги</translation>
    </message>
    <message>
      <source>it is a block-diagonal LoRA</source>
      <translation>это блочно-диагональная LoRA</translation>
    </message>
    <message>
      <source>it routes between several adapters (arrow)</source>
      <translation>он выбирает между несколькими адаптерами (arrow)</translation>
    </message>
    <message>
      <source>it was trained on changed weights of the base (KaSA)</source>
      <translation>он обучен на изменённых весах модели (KaSA)</translation>
    </message>
    <message>
      <source>it draws its weights at random (MonteCLoRA)</source>
      <translation>его веса выбираются случайно (MonteCLoRA)</translation>
    </message>
    <message>
      <source>is not a file</source>
      <translation>это не файл</translation>
    </message>
    <message>
      <source>is not there</source>
      <translation>файла нет</translation>
    </message>
    <message>
      <source>is larger than {size} MiB</source>
      <translation>файл больше {size} МиБ</translation>
    </message>
    <message>
      <source>is not JSON</source>
      <translation>это не JSON</translation>
    </message>
    <message>
      <source>is not a table</source>
      <translation>в файле не таблица</translation>
    </message>
    <message>
      <source>says that {module} has rank {rank}, its weights have {found}</source>
      <translation>там сказано, что ранг {module} — {rank}, а у весов он {found}</translation>
    </message>
    <message>
      <source>has patterns that take too long to match</source>
      <translation>его шаблоны сопоставляются слишком долго</translation>
    </message>
    <message>
      <source>has a {field} that makes no sense</source>
      <translation>поле {field} не имеет смысла</translation>
    </message>
    <message>
      <source>has too intricate a pattern in {field}: {pattern}</source>
      <translation>слишком сложный шаблон в {field}: {pattern}</translation>
    </message>
    <message>
      <source>has a broken pattern in {field}: {pattern}</source>
      <translation>испорченный шаблон в {field}: {pattern}</translation>
    </message>
    <message>
      <source>has {value} as rank ({name})</source>
      <translation>ранг ({name}) — {value}, так быть не может</translation>
    </message>
    <message>
      <source>has {value} as alpha ({name})</source>
      <translation>alpha ({name}) — {value}, так быть не может</translation>
    </message>
    <message>
      <source>has a {name} that is neither true nor false</source>
      <translation>поле {name} — ни true, ни false</translation>
    </message>
    <message>
      <source>{name} is of the type {type}, not a float</source>
      <translation>{name} имеет тип {type}, а не дробное число</translation>
    </message>
    <message>
      <source>{name} has weights that are not numbers</source>
      <translation>в {name} есть веса, которые не являются числами</translation>
    </message>
    <message>
      <source>it was cut off while it was read</source>
      <translation>он был обрезан во время чтения</translation>
    </message>
    <message>
      <source>it is cut off: {size} bytes are there, {needed} should</source>
      <translation>он обрезан: есть {size} байт, а должно быть {needed}</translation>
    </message>
    <message>
      <source>it is cut off: {size} bytes, its header alone needs more</source>
      <translation>он обрезан: {size} байт не хватает даже на заголовок</translation>
    </message>
    <message>
      <source>{count} bytes of it belong to no tensor</source>
      <translation>{count} байт в нём не относятся ни к одному тензору</translation>
    </message>
    <message>
      <source>it has {size} bytes</source>
      <translation>в нём всего {size} байт</translation>
    </message>
    <message>
      <source>it names {count} tensors, more than {most}</source>
      <translation>в нём слишком много тензоров: {count}, а можно не больше {most}</translation>
    </message>
    <message>
      <source>its header would be {length} bytes long</source>
      <translation>его заголовок был бы длиной {length} байт</translation>
    </message>
    <message>
      <source>its header has a name twice</source>
      <translation>в заголовке одно имя встречается дважды</translation>
    </message>
    <message>
      <source>its header is not JSON</source>
      <translation>его заголовок — не JSON</translation>
    </message>
    <message>
      <source>its header is not a table of tensors</source>
      <translation>его заголовок — не таблица тензоров</translation>
    </message>
    <message>
      <source>the entry “{name}” is not a tensor</source>
      <translation>запись «{name}» — не тензор</translation>
    </message>
    <message>
      <source>{name} is of an unknown type</source>
      <translation>у {name} неизвестный тип</translation>
    </message>
    <message>
      <source>{name} does not say where it lies</source>
      <translation>для {name} не сказано, где он лежит</translation>
    </message>
    <message>
      <source>the shape of {name} does not fit its place</source>
      <translation>размеры {name} не подходят к его месту</translation>
    </message>
    <message>
      <source>the shape or the place of {name} makes no sense</source>
      <translation>размеры или место {name} не имеют смысла</translation>
    </message>
    <message>
      <source>{name} overlaps another tensor or leaves a gap</source>
      <translation>{name} перекрывает другой тензор или оставляет пробел</translation>
    </message>
    <message>
      <source>it cannot be read ({error})</source>
      <translation>его не удалось прочитать ({error})</translation>
    </message>
    <message>
      <source>{name} cannot be read ({error})</source>
      <translation>{name} не удалось прочитать ({error})</translation>
    </message>
    <message>
      <source>there is no style.toml in it</source>
      <translation>внутри нет style.toml</translation>
    </message>
    <message>
      <source>there are several style packs in it</source>
      <translation>внутри несколько стилей</translation>
    </message>
    <message>
      <source>it is not a style pack: it is no zip file</source>
      <translation>это не стиль: файл не является архивом zip</translation>
    </message>
    <message>
      <source>it is damaged or cut off</source>
      <translation>он повреждён или обрезан</translation>
    </message>
    <message>
      <source>its list of contents is too long</source>
      <translation>его оглавление слишком длинное</translation>
    </message>
    <message>
      <source>{name} is not as long as it says</source>
      <translation>{name} не той длины, что указана</translation>
    </message>
    <message>
      <source>{name} is a folder with a content</source>
      <translation>{name} — папка с содержимым</translation>
    </message>
    <message>
      <source>{name} is packed in an unusual way</source>
      <translation>{name} упакован необычным способом</translation>
    </message>
    <message>
      <source>{name} is encrypted</source>
      <translation>{name} зашифрован</translation>
    </message>
    <message>
      <source>{name} in it is no GGUF file</source>
      <translation>{name} внутри — не файл GGUF</translation>
    </message>
    <message>
      <source>it has {count} files, over {most}</source>
      <translation>в нём файлов: {count}, больше {most}</translation>
    </message>
    <message>
      <source>it unpacks to over {size} GiB</source>
      <translation>он распаковывается более чем в {size} ГиБ</translation>
    </message>
    <message>
      <source>{name} unpacks to over {size} bytes</source>
      <translation>{name} распаковывается более чем в {size} байт</translation>
    </message>
    <message>
      <source>it unpacks to far more than its size, to fill the disk</source>
      <translation>он распаковывается во много раз больше своего размера, чтобы заполнить диск</translation>
    </message>
    <message>
      <source>{name} is a link or another special file</source>
      <translation>{name} — ссылка или другой особый файл</translation>
    </message>
    <message>
      <source>{name} leads out of its folder</source>
      <translation>{name} ведёт за пределы своей папки</translation>
    </message>
    <message>
      <source>{name} and {other} would be one file</source>
      <translation>{name} и {other} оказались бы одним файлом</translation>
    </message>
    <message>
      <source>its id “{style}” is kept by Windows</source>
      <translation>его имя «{style}» занято системой Windows</translation>
    </message>
    <message>
      <source>a name in it is not in UTF-8</source>
      <translation>имя внутри него не в UTF-8</translation>
    </message>
    <message>
      <source>{name} leads out of the style's folder</source>
      <translation>{name} ведёт за пределы папки стиля</translation>
    </message>
    <message>
      <source>{name} has a character that no file may have on every system</source>
      <translation>в {name} есть знак, который не на всякой системе может быть в имени файла</translation>
    </message>
    <message>
      <source>{name} is no plain path</source>
      <translation>{name} — не простой путь</translation>
    </message>
    <message>
      <source>{name} ends in a dot or a space, which Windows drops</source>
      <translation>{name} кончается точкой или пробелом, которые Windows отбрасывает</translation>
    </message>
    <message>
      <source>{name} is kept for a device by Windows</source>
      <translation>имя {name} в Windows занято устройством</translation>
    </message>
    <message>
      <source>{name} is too long or too deep</source>
      <translation>{name} слишком длинное или слишком глубокое имя</translation>
    </message>
    <message>
      <source>permission denied</source>
      <translation>нет прав доступа</translation>
    </message>
    <message>
      <source>there is no such file or folder</source>
      <translation>нет такого файла или папки</translation>
    </message>
    <message>
      <source>it is a folder</source>
      <translation>это папка</translation>
    </message>
    <message>
      <source>a part of the path is not a folder</source>
      <translation>часть пути — не папка</translation>
    </message>
    <message>
      <source>no space left on the disk</source>
      <translation>на диске нет места</translation>
    </message>
    <message>
      <source>the disk takes no file of this size</source>
      <translation>диск не принимает файлы такого размера</translation>
    </message>
    <message>
      <source>the disk is read-only</source>
      <translation>диск доступен только для чтения</translation>
    </message>
    <message>
      <source>the disk reports an error</source>
      <translation>диск сообщает об ошибке</translation>
    </message>
    <message>
      <source>the disk is not connected</source>
      <translation>диск не подключён</translation>
    </message>
    <message>
      <source>the name is too long</source>
      <translation>слишком длинное имя</translation>
    </message>
    <message>
      <source>the links lead in a circle</source>
      <translation>ссылки ведут по кругу</translation>
    </message>
    <message>
      <source>another program is using it</source>
      <translation>файл занят другой программой</translation>
    </message>
    <message>
      <source>too many files are open</source>
      <translation>открыто слишком много файлов</translation>
    </message>
    <message>
      <source>there is too little memory</source>
      <translation>не хватает памяти</translation>
    </message>
    <message>
      <source>it is there already</source>
      <translation>такой файл или папка уже есть</translation>
    </message>
    <message>
      <source>the system says “{message}”</source>
      <translation>система сообщает: «{message}»</translation>
    </message>
    <message>
      <source>the engine says “{line}”</source>
      <translation>движок сообщает: «{line}»</translation>
    </message>
    <message>
      <source>there may be too little memory</source>
      <translation>возможно, не хватает памяти</translation>
    </message>
    <message>
      <source>the file {name}: {error}</source>
      <translation>файл {name}: {error}</translation>
    </message>
    <message>
      <source>it has {count} characters, more than {most}</source>
      <translation>в нём слишком много знаков: {count}, а можно не больше {most}</translation>
    </message>
    <message>
      <source>its result is too long</source>
      <translation>он выдаёт слишком длинный текст</translation>
    </message>
    <message>
      <source>it takes longer than {seconds} s</source>
      <translation>он работает дольше {seconds} с</translation>
    </message>
    <message>
      <source>it fails with “{message}”</source>
      <translation>в нём ошибка: «{message}»</translation>
    </message>
    <message>
      <source>another program holds it</source>
      <translation>он занят другой программой</translation>
    </message>
    <message>
      <source>it is not a file</source>
      <translation>это не файл</translation>
    </message>
    <message>
      <source>big-endian</source>
      <translation>с порядком байтов от старшего</translation>
    </message>
    <message>
      <source>version {version}</source>
      <translation>версии {version}</translation>
    </message>
    <message>
      <source>it names {count} metadata entries, more than {most}</source>
      <translation>в нём слишком много записей метаданных: {count}, а можно не больше {most}</translation>
    </message>
    <message>
      <source>it names {count} bytes for {key}, more than {most}</source>
      <translation>длина {key} в байтах — {count}, а можно не больше {most}</translation>
    </message>
    <message>
      <source>it names {count} bytes for a string, more than {most}</source>
      <translation>длина одной из строк в байтах — {count}, а можно не больше {most}</translation>
    </message>
    <message>
      <source>it names {count} elements in {key}, more than {most}</source>
      <translation>в {key} слишком много элементов: {count}, а можно не больше {most}</translation>
    </message>
    <message>
      <source>its header is larger than {most} bytes</source>
      <translation>его заголовок больше {most} байт</translation>
    </message>
    <message>
      <source>it names {count} bytes for a metadata key, more than {most}</source>
      <translation>длина имени ключа в байтах — {count}, а можно не больше {most}</translation>
    </message>
    <message>
      <source>a metadata key is not text</source>
      <translation>имя ключа — не текст</translation>
    </message>
    <message>
      <source>a metadata key is empty or has a NUL</source>
      <translation>имя ключа пустое или содержит нулевой байт</translation>
    </message>
    <message>
      <source>the key {key} appears twice</source>
      <translation>ключ {key} встречается дважды</translation>
    </message>
    <message>
      <source>it names {count} bytes for a tensor name, more than {most}</source>
      <translation>длина имени тензора в байтах — {count}, а можно не больше {most}</translation>
    </message>
    <message>
      <source>a tensor name is not text</source>
      <translation>имя тензора — не текст</translation>
    </message>
    <message>
      <source>a tensor name is empty or has a NUL</source>
      <translation>имя тензора пустое или содержит нулевой байт</translation>
    </message>
    <message>
      <source>{key} is of an unknown type</source>
      <translation>у {key} неизвестный тип</translation>
    </message>
    <message>
      <source>{key} is an array of arrays</source>
      <translation>{key} — массив из массивов</translation>
    </message>
    <message>
      <source>{key} is of the wrong type ({found})</source>
      <translation>у {key} неверный тип ({found})</translation>
    </message>
    <message>
      <source>{key} is of the wrong type (array of {found})</source>
      <translation>у {key} неверный тип (массив из {found})</translation>
    </message>
    <message>
      <source>general.alignment is {value}, not a power of two from 8 to {most}</source>
      <translation>значение general.alignment должно быть степенью двойки от 8 до {most}, а не {value}</translation>
    </message>
    <message>
      <source>the tensor {name} has {count} dimensions</source>
      <translation>у тензора {name} измерений: {count}</translation>
    </message>
    <message>
      <source>the tensor {name} is of the unknown type {number}</source>
      <translation>у тензора {name} неизвестный тип {number}</translation>
    </message>
    <message>
      <source>the tensor {name} has the impossible shape {shape}</source>
      <translation>у тензора {name} невозможные размеры: {shape}</translation>
    </message>
    <message>
      <source>the tensor {name} has rows of {length}, which are no whole blocks of {type}</source>
      <translation>строки тензора {name} длиной {length} не делятся на целые блоки {type}</translation>
    </message>
    <message>
      <source>the tensor {name} appears twice</source>
      <translation>тензор {name} встречается дважды</translation>
    </message>
    <message>
      <source>the tensor {name} is not where it should be</source>
      <translation>тензор {name} лежит не на своём месте</translation>
    </message>
    <message>
      <source>{name} is missing or of the wrong shape</source>
      <translation>тензора {name} нет, или у него неверные размеры</translation>
    </message>
    <message>
      <source>{name} is of the type {type}, which does not suit it</source>
      <translation>у тензора {name} неподходящий тип {type}</translation>
    </message>
    <message>
      <source>{count} of {layers} layers are missing</source>
      <translation>не хватает слоёв: {count} из {layers}</translation>
    </message>
    <message>
      <source>it says that it is one of {count} parts, and its name does not</source>
      <translation>в нём сказано, что у модели частей: {count}, а по его имени это не так</translation>
    </message>
    <message>
      <source>it is not part {number} of {first}</source>
      <translation>это не часть {number} модели {first}</translation>
    </message>
    <message>
      <source>the tensor {name} is in two parts</source>
      <translation>тензор {name} есть в двух частях</translation>
    </message>
    <message>
      <source>{key} is missing</source>
      <translation>нет ключа {key}</translation>
    </message>
    <message>
      <source>{key} is {value}, which cannot be</source>
      <translation>значение {key} не может быть таким: {value}</translation>
    </message>
    <message>
      <source>{key} is {value}, not between 1 and {most}</source>
      <translation>значение {key} должно быть от 1 до {most}, а не {value}</translation>
    </message>
    <message>
      <source>{key} does not have one measure per layer</source>
      <translation>в {key} не по одному значению на слой</translation>
    </message>
    <message>
      <source>{key} does not fit the heads</source>
      <translation>{key} не подходит к числу голов</translation>
    </message>
    <message>
      <source>{key} is {used} of {experts}, which cannot be</source>
      <translation>значение {key} не может быть таким: {used} из {experts}</translation>
    </message>
    <message>
      <source>it has no tokenizer</source>
      <translation>в нём нет токенизатора</translation>
    </message>
    <message>
      <source>its vocabulary has {token} twice</source>
      <translation>в его словаре дважды встречается {token}</translation>
    </message>
    <message>
      <source>its token types or scores are too few</source>
      <translation>в нём слишком мало типов или оценок токенов</translation>
    </message>
    <message>
      <source>its {end} token {token} is not in its vocabulary</source>
      <translation>токена {end} с номером {token} нет в его словаре</translation>
    </message>
    <message>
      <source>its chat template is longer than {most} characters</source>
      <translation>его шаблон беседы длиннее {most} знаков</translation>
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
      <source>%n passage(s) were made plain first.</source>
      <translation>
        <numerusform>%n отрывок сначала сделан простым.</numerusform>
        <numerusform>%n отрывка сначала сделаны простыми.</numerusform>
        <numerusform>%n отрывков сначала сделаны простыми.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n passage(s) could not be made plain first; the text as it was is restyled.</source>
      <translation>
        <numerusform>%n отрывок не удалось сделать простым; переписан текст как был.</numerusform>
        <numerusform>%n отрывка не удалось сделать простыми; переписан текст как был.</numerusform>
        <numerusform>%n отрывков не удалось сделать простыми; переписан текст как был.</numerusform>
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
      <source>The model was not sure of these words: read them with care.</source>
      <translation>Модель не уверена в этих словах: перечитайте их внимательно.</translation>
    </message>
    <message>
      <source>A quotation mark or bracket is not closed.</source>
      <translation>Не закрыта кавычка или скобка.</translation>
    </message>
    <message>
      <source>between {low} and {high}, nine times in ten</source>
      <translation>от {low} до {high} в девяти случаях из десяти</translation>
    </message>
    <message numerus="yes">
      <source>longest quotation: %n words</source>
      <translation>
        <numerusform>самая длинная цитата — %n слово</numerusform>
        <numerusform>самая длинная цитата — %n слова</numerusform>
        <numerusform>самая длинная цитата — %n слов</numerusform>
      </translation>
    </message>
    <message>
      <source>Recommended strength</source>
      <translation>Рекомендуемая сила</translation>
    </message>
    <message>
      <source>the style starts with it</source>
      <translation>с неё стиль начинает</translation>
    </message>
    <message>
      <source>Way to the author</source>
      <translation>Путь к автору</translation>
    </message>
    <message>
      <source>All facts kept</source>
      <translation>Все факты целы</translation>
    </message>
    <message>
      <source>passages with every number and name, and none made up</source>
      <translation>отрывки со всеми числами и именами и без выдуманных</translation>
    </message>
    <message>
      <source>Passages recited</source>
      <translation>Отрывки с цитатами</translation>
    </message>
    <message>
      <source>As fluent as the author</source>
      <translation>Гладко, как у автора</translation>
    </message>
    <message>
      <source>passages that read like the author's own</source>
      <translation>отрывки, которые читаются как авторские</translation>
    </message>
  </context>
  <context>
    <name>ReportPage</name>
    <message>
      <source>Report</source>
      <translation>Отчёт</translation>
    </message>
    <message>
      <source>Open the whole report</source>
      <translation>Открыть весь отчёт</translation>
    </message>
    <message>
      <source>Examples from works it has not seen</source>
      <translation>Примеры из произведений, которых он не видел</translation>
    </message>
  </context>
  <context>
    <name>RepositoryRow</name>
    <message>
      <source>terms to accept first</source>
      <translation>нужно принять условия</translation>
    </message>
    <message numerus="yes">
      <source>%Ln download(s)</source>
      <translation>
        <numerusform>%Ln загрузка</numerusform>
        <numerusform>%Ln загрузки</numerusform>
        <numerusform>%Ln загрузок</numerusform>
      </translation>
    </message>
    <message>
      <source>It has no GGUF models that can be used.</source>
      <translation>Здесь нет подходящих моделей GGUF.</translation>
    </message>
    <message>
      <source>Hide files</source>
      <translation>Скрыть файлы</translation>
    </message>
    <message>
      <source>Show files</source>
      <translation>Показать файлы</translation>
    </message>
    <message>
      <source>Asking the Hub…</source>
      <translation>Запрос к Hub…</translation>
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
    <name>ServerChoice</name>
    <message>
      <source>Use a &amp;Server…</source>
      <translation>Использовать &amp;сервер…</translation>
    </message>
    <message>
      <source>Use This Computer</source>
      <translation>На этом компьютере</translation>
    </message>
    <message>
      <source>Send Texts There…</source>
      <translation>Отправлять туда тексты…</translation>
    </message>
    <message>
      <source>Change the Server…</source>
      <translation>Изменить сервер…</translation>
    </message>
    <message>
      <source>taken from STYLEPAD_API_KEY</source>
      <translation>взят из STYLEPAD_API_KEY</translation>
    </message>
    <message>
      <source>kept in the system's keyring</source>
      <translation>хранится в связке ключей системы</translation>
    </message>
    <message>
      <source>kept until StylePad ends</source>
      <translation>хранится до выхода из StylePad</translation>
    </message>
    <message>
      <source>none</source>
      <translation>нет</translation>
    </message>
    <message>
      <source>What you restyle will be sent to {host} from now on, and whoever runs that machine can read it. The rest of your text stays here. You can go back in the Style menu.</source>
      <translation>То, что вы переписываете в чужой манере, теперь будет отправляться на {host}, и владелец той машины сможет это прочитать. Остальной текст остаётся здесь. Вернуться можно в меню «Стиль».</translation>
    </message>
    <message>
      <source>The connection is not encrypted: others on the way can read it too, and the key.</source>
      <translation>Соединение не зашифровано: по пути текст и ключ могут прочитать и другие.</translation>
    </message>
    <message>
      <source>Send Texts to {host}?</source>
      <translation>Отправлять тексты на {host}?</translation>
    </message>
    <message>
      <source>Send Texts There</source>
      <translation>Отправлять туда</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>This system has no keyring that works, so the key is kept only until StylePad ends. Install one (GNOME Keyring, KWallet), or set STYLEPAD_API_KEY.</source>
      <translation>В системе нет работающей связки ключей, поэтому ключ хранится только до выхода из StylePad. Установите её (GNOME Keyring, KWallet) или задайте STYLEPAD_API_KEY.</translation>
    </message>
    <message>
      <source>STYLEPAD_MODEL names a model on this machine, which goes before the server. Start StylePad without it.</source>
      <translation>В STYLEPAD_MODEL указана модель на этом компьютере, и она важнее сервера. Запустите StylePad без этой переменной.</translation>
    </message>
  </context>
  <context>
    <name>ServerDialog</name>
    <message>
      <source>Use a Server</source>
      <translation>Использовать сервер</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>Проверить</translation>
    </message>
    <message>
      <source>&amp;Address:</source>
      <translation>&amp;Адрес:</translation>
    </message>
    <message>
      <source>&amp;Key:</source>
      <translation>&amp;Ключ:</translation>
    </message>
    <message>
      <source>&amp;Model:</source>
      <translation>&amp;Модель:</translation>
    </message>
    <message>
      <source>Asking the server…</source>
      <translation>Запрос к серверу…</translation>
    </message>
    <message>
      <source>It works: {model}, {context} tokens of context, {slots} at a time.</source>
      <translation>Работает: {model}, контекст {context} токенов, одновременно запросов: {slots}.</translation>
    </message>
    <message>
      <source>the server's first</source>
      <translation>первая на сервере</translation>
    </message>
    <message>
      <source>A model on another machine: llama-server, vLLM, or any service with an interface like OpenAI's. The texts that you restyle are sent there.</source>
      <translation>Модель на другом компьютере: llama-server, vLLM или любая служба с интерфейсом как у OpenAI. Тексты, которые вы переписываете, отправляются туда.</translation>
    </message>
    <message>
      <source>Use This Server</source>
      <translation>Использовать этот сервер</translation>
    </message>
    <message>
      <source>Use This Computer</source>
      <translation>На этом компьютере</translation>
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
      <source>Where downloaded and copied models go; those in the folder of before stay listed.</source>
      <translation>Куда попадают загруженные и скопированные модели; те, что лежат в прежней папке, остаются в списке.</translation>
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
    <name>SourceList</name>
    <message>
      <source>The author's texts</source>
      <translation>Тексты автора</translation>
    </message>
    <message>
      <source>Drop files, folders or archives here</source>
      <translation>Перетащите сюда файлы, папки или архивы</translation>
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
    <name>StepList</name>
    <message>
      <source>Steps</source>
      <translation>Шаги</translation>
    </message>
    <message>
      <source>The texts</source>
      <translation>Тексты</translation>
    </message>
    <message>
      <source>What was understood</source>
      <translation>Что понято</translation>
    </message>
    <message>
      <source>Portrait</source>
      <translation>Портрет</translation>
    </message>
    <message>
      <source>Plan</source>
      <translation>План</translation>
    </message>
    <message>
      <source>Making</source>
      <translation>Изготовление</translation>
    </message>
    <message>
      <source>Pairs</source>
      <translation>Пары</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Отчёт</translation>
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
    <name>Studio</name>
    <message>
      <source>“{names}” is in the making. It can go on without this window; you find it here again, and the style in the list as soon as it is there.</source>
      <translation>«{names}» ещё делается. Работа может идти и без окна; вы найдёте её здесь, а стиль — в списке, как только он появится.</translation>
    </message>
    <message>
      <source>Leave it running</source>
      <translation>Оставить работать</translation>
    </message>
    <message>
      <source>Pause it</source>
      <translation>Приостановить</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>A style is in the making</source>
      <translation>Стиль ещё делается</translation>
    </message>
    <message>
      <source>Reading the texts</source>
      <translation>Чтение текстов</translation>
    </message>
    <message>
      <source>Portrait of the author</source>
      <translation>Портрет автора</translation>
    </message>
    <message>
      <source>Writing pairs</source>
      <translation>Создание пар</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>Обучение</translation>
    </message>
    <message>
      <source>Packing the style</source>
      <translation>Сборка стиля</translation>
    </message>
    <message>
      <source>Judging the style</source>
      <translation>Проверка стиля</translation>
    </message>
    <message>
      <source>Books become clean prose; what is not the author's is left out.</source>
      <translation>Книги становятся чистой прозой; чужое убирается.</translation>
    </message>
    <message>
      <source>The author is measured against contemporaries and plain prose.</source>
      <translation>Автор сравнивается с современниками и с простой прозой.</translation>
    </message>
    <message>
      <source>Every passage gets a plain counterpart for the model to learn from.</source>
      <translation>К каждому отрывку создаётся простой вариант, чтобы модели было на чём учиться.</translation>
    </message>
    <message>
      <source>The model learns to turn plain prose into the author's.</source>
      <translation>Модель учится превращать простую прозу в авторскую.</translation>
    </message>
    <message>
      <source>Adapter, profile and samples become a style in the list.</source>
      <translation>Адаптер, профиль и примеры становятся стилем в списке.</translation>
    </message>
    <message>
      <source>The style is tried on works that it has never seen.</source>
      <translation>Стиль проверяется на произведениях, которых не видел.</translation>
    </message>
    <message>
      <source>interrupted</source>
      <translation>прервано</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>ждёт</translation>
    </message>
    <message>
      <source>running</source>
      <translation>идёт</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>пауза</translation>
    </message>
    <message>
      <source>done</source>
      <translation>готово</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>не вышло</translation>
    </message>
    <message>
      <source>cannot be read</source>
      <translation>не читается</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} из {total}</translation>
    </message>
    <message>
      <source>comparing editions</source>
      <translation>сравнение изданий</translation>
    </message>
    <message>
      <source>writing at strength {strength}</source>
      <translation>пишет с силой {strength}</translation>
    </message>
    <message>
      <source>{hours} h {minutes} min</source>
      <translation>{hours} ч {minutes} мин</translation>
    </message>
    <message>
      <source>{minutes} min</source>
      <translation>{minutes} мин</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} с</translation>
    </message>
    <message>
      <source>licence</source>
      <translation>лицензия</translation>
    </message>
    <message>
      <source>table of contents</source>
      <translation>оглавление</translation>
    </message>
    <message>
      <source>page numbers</source>
      <translation>номера страниц</translation>
    </message>
    <message>
      <source>footnotes</source>
      <translation>сноски</translation>
    </message>
    <message>
      <source>running heads</source>
      <translation>колонтитулы</translation>
    </message>
    <message>
      <source>introduction</source>
      <translation>предисловие</translation>
    </message>
    <message>
      <source>verse</source>
      <translation>стихи</translation>
    </message>
    <message>
      <source>play</source>
      <translation>пьеса</translation>
    </message>
    <message>
      <source>headings</source>
      <translation>заголовки</translation>
    </message>
    <message>
      <source>illustrations</source>
      <translation>иллюстрации</translation>
    </message>
    <message>
      <source>another language</source>
      <translation>другой язык</translation>
    </message>
    <message>
      <source>tables</source>
      <translation>таблицы</translation>
    </message>
    <message>
      <source>title page</source>
      <translation>титульный лист</translation>
    </message>
    <message>
      <source>ornaments</source>
      <translation>украшения</translation>
    </message>
    <message>
      <source>another edition of it is used</source>
      <translation>взято другое издание</translation>
    </message>
    <message>
      <source>it is a part of another work here</source>
      <translation>это часть другого произведения</translation>
    </message>
    <message>
      <source>its works are here one by one</source>
      <translation>его произведения есть по отдельности</translation>
    </message>
    <message>
      <source>it is in another language</source>
      <translation>оно на другом языке</translation>
    </message>
    <message>
      <source>it is a play</source>
      <translation>это пьеса</translation>
    </message>
    <message>
      <source>it is verse</source>
      <translation>это стихи</translation>
    </message>
    <message>
      <source>there is too little prose in it</source>
      <translation>в нём слишком мало прозы</translation>
    </message>
    <message>
      <source>you left it out</source>
      <translation>вы его исключили</translation>
    </message>
    <message>
      <source>Plain sides are &amp;written by</source>
      <translation>Простой текст &amp;пишет</translation>
    </message>
    <message>
      <source>What writes the plain sides of the pairs</source>
      <translation>Кто пишет простые стороны пар</translation>
    </message>
    <message>
      <source>this model, on this machine</source>
      <translation>эта модель, на этом компьютере</translation>
    </message>
    <message>
      <source>Passages of the author's texts will be sent to {host}, and whoever runs that machine can read them. Training stays on this machine.</source>
      <translation>Отрывки из текстов автора будут отправлены на {host}, и владелец той машины сможет их прочитать. Обучение останется на этом компьютере.</translation>
    </message>
    <message>
      <source>The connection is not encrypted: others on the way can read them too, and the key.</source>
      <translation>Соединение не зашифровано: прочитать отрывки, а с ними и ключ, смогут и другие по пути.</translation>
    </message>
    <message>
      <source>Send Passages to {host}?</source>
      <translation>Отправлять отрывки на {host}?</translation>
    </message>
    <message>
      <source>Send Passages There</source>
      <translation>Отправлять туда отрывки</translation>
    </message>
  </context>
  <context>
    <name>StudioDoor</name>
    <message>
      <source>Style Studio…</source>
      <translation>Студия стилей…</translation>
    </message>
    <message>
      <source>The style “{name}” is made and judged.</source>
      <translation>Стиль «{name}» готов и проверен.</translation>
    </message>
    <message>
      <source>See the report</source>
      <translation>Смотреть отчёт</translation>
    </message>
    <message>
      <source>The style “{name}” is in the list now; it is still being judged.</source>
      <translation>Стиль «{name}» уже в списке; проверка ещё идёт.</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Показать</translation>
    </message>
  </context>
  <context>
    <name>StudioWindow</name>
    <message>
      <source>Style Studio</source>
      <translation>Студия стилей</translation>
    </message>
  </context>
  <context>
    <name>StyleDesk</name>
    <message>
      <source>“{name}” is in {file}</source>
      <translation>«{name}» сохранён в {file}</translation>
    </message>
    <message>
      <source>It is a blend: whoever installs it needs {styles} too.</source>
      <translation>Это смесь: тому, кто её установит, понадобятся и {styles}.</translation>
    </message>
    <message>
      <source>“{name}” is deleted.</source>
      <translation>«{name}» удалён.</translation>
    </message>
    <message>
      <source>The one that ships with the program is used again.</source>
      <translation>Снова действует тот, что входит в программу.</translation>
    </message>
  </context>
  <context>
    <name>StyleImport</name>
    <message>
      <source>Import styles</source>
      <translation>Импорт стилей</translation>
    </message>
    <message>
      <source>Style packs (*.stylepack)</source>
      <translation>Стили (*.stylepack)</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Все файлы (*)</translation>
    </message>
    <message>
      <source>owner/name</source>
      <translation>владелец/имя</translation>
    </message>
    <message>
      <source>Repository on the Hub</source>
      <translation>Репозиторий на Hub</translation>
    </message>
    <message>
      <source>Get styles</source>
      <translation>Получить стили</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Отмена</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Остановить</translation>
    </message>
    <message>
      <source>Stop importing</source>
      <translation>Прервать импорт</translation>
    </message>
    <message>
      <source>Importing styles</source>
      <translation>Импорт стилей</translation>
    </message>
    <message>
      <source>Styles from the Hub</source>
      <translation>Стили с Hub</translation>
    </message>
    <message>
      <source>A repository with a style pack: a style.toml or a .stylepack file.</source>
      <translation>Репозиторий со стилем: style.toml или файл .stylepack.</translation>
    </message>
    <message>
      <source>Version {installed} is installed, and this one is {version}, which is older. Going back deletes the installed one.</source>
      <translation>Установлена версия {installed}, а эта, {version}, более ранняя. При возврате к ней установленная будет удалена.</translation>
    </message>
    <message>
      <source>Version {version} is installed already, with other content: one of the two was changed. If you replace it, what is installed now is not used any more.</source>
      <translation>Версия {version} уже установлена, но с другим содержимым: одну из двух меняли. Если заменить, установленная сейчас больше не будет использоваться.</translation>
    </message>
    <message>
      <source>There is a style in {folder} that cannot be used. Replacing it deletes that one.</source>
      <translation>В {folder} лежит стиль, которым нельзя пользоваться. При замене он будет удалён.</translation>
    </message>
    <message>
      <source>Replace the style “{style}”?</source>
      <translation>Заменить стиль «{style}»?</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Заменить</translation>
    </message>
    <message>
      <source>Keep what is there</source>
      <translation>Оставить как есть</translation>
    </message>
    <message>
      <source>“{name}” {version} is installed.</source>
      <translation>«{name}» {version} установлен.</translation>
    </message>
    <message>
      <source>“{name}” {version} takes the place of {before}.</source>
      <translation>«{name}» {version} установлен вместо {before}.</translation>
    </message>
    <message>
      <source>“{name}” {version} was installed already.</source>
      <translation>«{name}» {version} уже был установлен.</translation>
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
    <name>StyleRow</name>
    <message>
      <source>cannot be used</source>
      <translation>не работает</translation>
    </message>
    <message>
      <source>{blends} is blended of this style and cannot be used without it. Delete it all the same?</source>
      <translation>Из этого стиля составлена смесь {blends}, без него она не работает. Всё равно удалить?</translation>
    </message>
    <message>
      <source>Delete your copy of this style? The one that ships with the program is used again.</source>
      <translation>Удалить вашу копию стиля? Снова будет действовать тот, что входит в программу.</translation>
    </message>
    <message>
      <source>Delete this style, with its adapters? Export it first to keep it.</source>
      <translation>Удалить стиль вместе с его адаптерами? Чтобы сохранить его, сначала сделайте экспорт.</translation>
    </message>
    <message>
      <source>Delete the folder {path} with all that is in it?</source>
      <translation>Удалить папку {path} со всем содержимым?</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Удалить</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Оставить</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>Изменить…</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Ещё</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Экспорт…</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Открыть папку</translation>
    </message>
    <message>
      <source>Delete…</source>
      <translation>Удалить…</translation>
    </message>
    <message>
      <source>version {version}</source>
      <translation>версия {version}</translation>
    </message>
    <message>
      <source>blend</source>
      <translation>смесь</translation>
    </message>
    <message>
      <source>your own copy</source>
      <translation>ваша копия</translation>
    </message>
    <message>
      <source>your own</source>
      <translation>ваш</translation>
    </message>
    <message>
      <source>built in</source>
      <translation>встроен</translation>
    </message>
    <message>
      <source>for Russian texts</source>
      <translation>для русских текстов</translation>
    </message>
    <message>
      <source>for English texts</source>
      <translation>для английских текстов</translation>
    </message>
    <message>
      <source>by adapter</source>
      <translation>по адаптеру</translation>
    </message>
    <message>
      <source>by instruction</source>
      <translation>по указанию</translation>
    </message>
  </context>
  <context>
    <name>StylesPage</name>
    <message>
      <source>Installed styles</source>
      <translation>Установленные стили</translation>
    </message>
    <message>
      <source>By adapter, a style was trained for the model in use; by instruction, it is told in words. You can drop style packs here.</source>
      <translation>Адаптер обучен стилю для текущей модели; без него стиль объясняют модели словами. Стили можно перетащить сюда.</translation>
    </message>
    <message>
      <source>Make a style…</source>
      <translation>Сделать стиль…</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>Импорт</translation>
    </message>
    <message>
      <source>Import styles</source>
      <translation>Импорт стилей</translation>
    </message>
    <message>
      <source>Style packs…</source>
      <translation>Файлы стилей…</translation>
    </message>
    <message>
      <source>A folder…</source>
      <translation>Папка…</translation>
    </message>
    <message>
      <source>From the Hub…</source>
      <translation>С Hub…</translation>
    </message>
    <message>
      <source>Blend styles…</source>
      <translation>Смешать стили…</translation>
    </message>
    <message>
      <source>Add an adapter…</source>
      <translation>Добавить адаптер…</translation>
    </message>
    <message>
      <source>No style is installed. Install StylePad again, or import a style.</source>
      <translation>Ни один стиль не установлен. Установите StylePad заново или импортируйте стиль.</translation>
    </message>
    <message>
      <source>Cannot be used</source>
      <translation>Не работают</translation>
    </message>
    <message>
      <source>Saving the style…</source>
      <translation>Стиль сохраняется…</translation>
    </message>
    <message>
      <source>Checking the adapter…</source>
      <translation>Проверяю адаптер…</translation>
    </message>
    <message>
      <source>Export the style</source>
      <translation>Экспорт стиля</translation>
    </message>
    <message>
      <source>Style packs (*.stylepack)</source>
      <translation>Стили (*.stylepack)</translation>
    </message>
  </context>
  <context>
    <name>TextsPage</name>
    <message>
      <source>{works} works, {words} words</source>
      <translation>Произведений: {works}, слов: {words}</translation>
    </message>
    <message>
      <source>Enough for a style; more would make it steadier.</source>
      <translation>Для стиля достаточно; с большим числом текстов он станет устойчивее.</translation>
    </message>
    <message>
      <source>Plenty for a style.</source>
      <translation>Для стиля более чем достаточно.</translation>
    </message>
    <message>
      <source>What was understood</source>
      <translation>Что понято</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>Пропущено</translation>
    </message>
  </context>
  <context>
    <name>UnfinishedRow</name>
    <message>
      <source>{file}  ·  broken off at {done} of {total}</source>
      <translation>{file}  ·  прервалась: {done} из {total}</translation>
    </message>
    <message>
      <source>{file}  ·  broken off at {done} of {total}, in {folder}</source>
      <translation>{file}  ·  прервалась: {done} из {total}, в папке {folder}</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Продолжить</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Удалить</translation>
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
    <name>WorkRow</name>
    <message>
      <source>Use “{title}”</source>
      <translation>Использовать «{title}»</translation>
    </message>
    <message numerus="yes">
      <source>%n words</source>
      <translation>
        <numerusform>%n слово</numerusform>
        <numerusform>%n слова</numerusform>
        <numerusform>%n слов</numerusform>
      </translation>
    </message>
    <message>
      <source>left out: {why}</source>
      <translation>исключено: {why}</translation>
    </message>
    <message>
      <source>spelling modernised</source>
      <translation>орфография осовременена</translation>
    </message>
    <message>
      <source>What was cut…</source>
      <translation>Что вырезано…</translation>
    </message>
    <message>
      <source>What was cut of “{title}”</source>
      <translation>Что вырезано из «{title}»</translation>
    </message>
    <message>
      <source>without {kinds}</source>
      <translation>вырезано: {kinds}</translation>
    </message>
  </context>
</TS>
