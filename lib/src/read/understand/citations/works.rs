//! Works that everybody cites, with the names they are cited by. A landscape may hold them under the same ids.
//!
//! A name that begins with two capitals is an abbreviation and must be written so; every other name may have any case.

/// Id and names.
pub(super) const WORKS: &[(&str, &[&str])] = &[
    (
        "un-charter-1945",
        &[
            "Charter of the United Nations",
            "United Nations Charter",
            "UN Charter",
            "Charte des Nations Unies",
            "Carta de las Naciones Unidas",
            "Устав Организации Объединенных Наций",
            "Устава Организации Объединенных Наций",
            "Уставом Организации Объединенных Наций",
            "Уставу Организации Объединенных Наций",
            "Устава ООН",
            "Уставом ООН",
            "Устав ООН",
            "联合国宪章",
            "ميثاق الأمم المتحدة",
            "Handvest van de Verenigde Naties",
            "Handvest der Verenigde Naties",
            "Charta der Vereinten Nationen",
        ],
    ),
    (
        "icj-statute-1945",
        &[
            "Statute of the International Court of Justice",
            "ICJ Statute",
            "Statut de la Cour internationale de Justice",
            "Estatuto de la Corte Internacional de Justicia",
            "Статута Международного Суда",
            "国际法院规约",
            "النظام الأساسي لمحكمة العدل الدولية",
            "Statuut van het Internationaal Gerechtshof",
            "Statut des Internationalen Gerichtshofs",
        ],
    ),
    (
        "udhr-1948",
        &[
            "Universal Declaration of Human Rights",
            "UDHR",
            "Déclaration universelle des droits de l'homme",
            "Declaración Universal de Derechos Humanos",
            "Всеобщей декларации прав человека",
            "Всеобщая декларация прав человека",
            "世界人权宣言",
            "الإعلان العالمي لحقوق الإنسان",
            "Universele Verklaring van de Rechten van de Mens",
            "Allgemeine Erklärung der Menschenrechte",
        ],
    ),
    (
        "iccpr-1966",
        &[
            "International Covenant on Civil and Political Rights",
            "ICCPR",
            "Pacte international relatif aux droits civils et politiques",
            "Pacto Internacional de Derechos Civiles y Políticos",
            "Международного пакта о гражданских и политических правах",
            "Международный пакт о гражданских и политических правах",
            "公民权利和政治权利国际公约",
            "公民及政治权利国际公约",
            "العهد الدولي الخاص بالحقوق المدنية والسياسية",
            "Internationaal Verdrag inzake burgerrechten en politieke rechten",
            "Internationalen Pakts über bürgerliche und politische Rechte",
        ],
    ),
    (
        "icescr-1966",
        &[
            "International Covenant on Economic, Social and Cultural Rights",
            "ICESCR",
            "Pacte international relatif aux droits économiques, sociaux et culturels",
            "Pacto Internacional de Derechos Económicos, Sociales y Culturales",
            "经济、社会及文化权利国际公约",
        ],
    ),
    ("icerd-1965", &["International Convention on the Elimination of All Forms of Racial Discrimination", "ICERD"]),
    ("cedaw-1979", &["Convention on the Elimination of All Forms of Discrimination against Women"]),
    (
        "crc-1989",
        &[
            "Convention on the Rights of the Child",
            "Convention relative aux droits de l'enfant",
            "Convención sobre los Derechos del Niño",
            "Verdrag inzake de rechten van het kind",
        ],
    ),
    (
        "cat-1984",
        &[
            "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
            "Convention against Torture",
        ],
    ),
    ("crpd-2006", &["Convention on the Rights of Persons with Disabilities"]),
    (
        "vclt-1969",
        &[
            "Vienna Convention on the Law of Treaties",
            "VCLT",
            "Convention de Vienne sur le droit des traités",
            "Convención de Viena sobre el Derecho de los Tratados",
            "Венской конвенции о праве международных договоров",
            "维也纳条约法公约",
            "اتفاقية فيينا لقانون المعاهدات",
            "Verdrag van Wenen inzake het verdragenrecht",
            "Wiener Übereinkommens über das Recht der Verträge",
        ],
    ),
    ("vcdr-1961", &["Vienna Convention on Diplomatic Relations"]),
    ("vccr-1963", &["Vienna Convention on Consular Relations"]),
    ("unclos-1982", &["United Nations Convention on the Law of the Sea", "UNCLOS"]),
    (
        "outer-space-treaty-1967",
        &[
            "Treaty on Principles Governing the Activities of States in the Exploration and Use of Outer Space, including the Moon and Other Celestial Bodies",
            "Outer Space Treaty",
        ],
    ),
    (
        "genocide-convention-1948",
        &["Convention on the Prevention and Punishment of the Crime of Genocide", "Genocide Convention"],
    ),
    ("refugee-convention-1951", &["Convention relating to the Status of Refugees"]),
    ("rome-statute-1998", &["Rome Statute of the International Criminal Court", "Rome Statute"]),
    ("npt-1968", &["Treaty on the Non-Proliferation of Nuclear Weapons"]),
    (
        "bwc-1972",
        &[
            "Convention on the Prohibition of the Development, Production and Stockpiling of Bacteriological (Biological) and Toxin Weapons and on Their Destruction",
        ],
    ),
    (
        "cwc-1993",
        &[
            "Convention on the Prohibition of the Development, Production, Stockpiling and Use of Chemical Weapons and on Their Destruction",
            "Chemical Weapons Convention",
        ],
    ),
    ("untoc-2000", &["United Nations Convention against Transnational Organized Crime"]),
    ("uncac-2003", &["United Nations Convention against Corruption"]),
    ("chicago-convention-1944", &["Convention on International Civil Aviation", "Chicago Convention"]),
    ("new-york-convention-1958", &["Convention on the Recognition and Enforcement of Foreign Arbitral Awards"]),
    (
        "icsid-convention-1965",
        &[
            "Convention on the Settlement of Investment Disputes between States and Nationals of Other States",
            "Convention on the Settlement of Investment Disputes Between States and Nationals of other States",
            "ICSID Convention",
        ],
    ),
    (
        "berne-convention-1886",
        &["Berne Convention for the Protection of Literary and Artistic Works", "Berne Convention"],
    ),
    ("paris-convention-1883", &["Paris Convention for the Protection of Industrial Property"]),
    (
        "rome-convention-1961",
        &[
            "International Convention for the Protection of Performers, Producers of Phonograms and Broadcasting Organisations",
            "International Convention for the Protection of Performers, Producers of Phonograms and Broadcasting Organizations",
        ],
    ),
    (
        "wto-agreement-1994",
        &[
            "Marrakesh Agreement Establishing the World Trade Organization",
            "Agreement Establishing the World Trade Organization",
            "WTO Agreement",
        ],
    ),
    (
        "gatt-1994",
        &[
            "GATT 1994",
            "General Agreement on Tariffs and Trade 1994",
            "General Agreement on Tariffs and Trade of 1994",
            "GATT de 1994",
            "Acuerdo General sobre Aranceles Aduaneros y Comercio de 1994",
        ],
    ),
    ("gatt-1947", &["GATT 1947", "General Agreement on Tariffs and Trade 1947"]),
    ("gats-1994", &["General Agreement on Trade in Services", "GATS", "AGCS"]),
    (
        "trips-1994",
        &[
            "Agreement on Trade-Related Aspects of Intellectual Property Rights",
            "Agreement on Trade-related Aspects of Intellectual Property Rights",
            "TRIPS Agreement",
            "TRIPS",
            "Acuerdo sobre los ADPIC",
        ],
    ),
    ("tbt-1994", &["Agreement on Technical Barriers to Trade", "TBT Agreement"]),
    ("sps-1994", &["Agreement on the Application of Sanitary and Phytosanitary Measures", "SPS Agreement"]),
    ("safeguards-1994", &["Agreement on Safeguards", "Safeguards Agreement"]),
    ("scm-1994", &["Agreement on Subsidies and Countervailing Measures", "SCM Agreement"]),
    (
        "customs-valuation-1994",
        &[
            "Agreement on Implementation of Article VII of the General Agreement on Tariffs and Trade 1994",
            "Agreement on Implementation of Article VII of GATT 1994",
            "Agreement on Implementation of Article VII of the GATT 1994",
            "Customs Valuation Agreement",
        ],
    ),
    (
        "anti-dumping-1994",
        &[
            "Agreement on Implementation of Article VI of the General Agreement on Tariffs and Trade 1994",
            "Agreement on Implementation of Article VI of GATT 1994",
            "Agreement on Implementation of Article VI of the GATT 1994",
            "Antidumping Agreement",
            "Anti-Dumping Agreement",
        ],
    ),
    ("gpa-1994", &["Agreement on Government Procurement"]),
    (
        "dsu-1994",
        &[
            "Understanding on Rules and Procedures Governing the Settlement of Disputes",
            "Dispute Settlement Understanding",
        ],
    ),
    (
        "echr-1950",
        &[
            "Convention for the Protection of Human Rights and Fundamental Freedoms",
            "European Convention on Human Rights",
            "Europees Verdrag tot bescherming van de rechten van de mens en de fundamentele vrijheden",
        ],
    ),
    ("tfeu-1957", &["Treaty on the Functioning of the European Union", "TFEU"]),
    ("teu-1992", &["Treaty on European Union"]),
    (
        "ec-treaty-1957",
        &[
            "Treaty establishing the European Community",
            "Treaty establishing the European Economic Community",
            "Treaty of Rome",
        ],
    ),
    (
        "budapest-convention-2001",
        &[
            "Budapest Convention",
            "Convention on Cybercrime",
            "Convention sur la cybercriminalité",
            "Convenio sobre la Ciberdelincuencia",
            "Конвенции о киберпреступности",
            "网络犯罪公约",
            "Verdrag inzake de bestrijding van strafbare feiten verbonden met elektronische netwerken",
            "Übereinkommens über Computerkriminalität",
        ],
    ),
    ("north-atlantic-treaty-1949", &["North Atlantic Treaty", "Washington Treaty"]),
    (
        "malabo-convention-2014",
        &["African Union Convention on Cyber Security and Personal Data Protection", "Malabo Convention"],
    ),
    ("un-cybercrime-convention", &["United Nations Convention against Cybercrime"]),
    ("itu-constitution", &["Constitution of the International Telecommunication Union", "ITU Constitution"]),
];

/// Charters that are not that of the United Nations: where one is named, "the Charter" alone tells nothing.
pub(super) const OTHER_CHARTERS: &[&str] = &[
    "African Charter",
    "Social Charter",
    "Charter of Fundamental Rights",
    "Energy Charter",
    "Charter of the Organization of",
    "Charter of the Association",
    "ASEAN Charter",
    "Charter of the Shanghai",
    "Charter of Paris",
    "OAS Charter",
    "Charter of the Commonwealth",
    "Arab Charter",
    "Charter of Trust",
    "Charter of Rights",
    "Charter of the Organisation",
];
