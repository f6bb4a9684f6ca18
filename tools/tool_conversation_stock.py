"""Tools, questions and answers out of which make_tool_conversations.py builds its conversations."""


def obj(properties, required=None):
    return {"type": "object", "properties": properties, "required": list(properties) if required is None else required, "additionalProperties": False}


def text(about):
    return {"type": "string", "description": about}


def number(kind="number", **bounds):
    return {"type": kind, **bounds}


def pick(*words):
    return {"type": "string", "enum": list(words)}


TOOLS = {
    "get_weather": ("Looks up the present weather of a city.", obj({"city": text("Name of the city"), "unit": pick("celsius", "fahrenheit")}, ["city"])),
    "get_forecast": ("Looks up the weather forecast of a city for the coming days.", obj({"city": text("Name of the city"), "days": number("integer", minimum=1, maximum=14)})),
    "get_local_time": ("Tells the present local time of a city.", obj({"city": text("Name of the city")})),
    "convert_currency": ("Converts an amount of money at today's rate.", obj({"amount": number(minimum=0), "from": text("Currency code of three letters"), "to": text("Currency code of three letters")})),
    "get_stock_price": ("Looks up the present price of a share.", obj({"symbol": text("Ticker symbol")})),
    "search_flights": ("Searches flights between two cities on a day.", obj({"origin": text("City"), "destination": text("City"), "date": text("Day as YYYY-MM-DD"), "cabin": pick("economy", "business", "first")}, ["origin", "destination", "date"])),
    "book_flight": ("Books a flight that a search found.", obj({"flight_id": text("Id from the search"), "passenger": text("Full name")})),
    "search_hotels": ("Searches hotels in a city.", obj({"city": text("City"), "nights": number("integer", minimum=1, maximum=30), "max_price": number(minimum=0)}, ["city", "nights"])),
    "book_hotel": ("Books a hotel that a search found.", obj({"hotel_id": text("Id from the search"), "guest": text("Full name"), "nights": number("integer", minimum=1)})),
    "send_email": ("Sends an e-mail.", obj({"to": text("Address"), "subject": text("Subject line"), "body": text("Text")})),
    "read_inbox": ("Lists the newest e-mails.", obj({"count": number("integer", minimum=1, maximum=50), "unread_only": {"type": "boolean"}}, ["count"])),
    "create_event": ("Puts an event into the calendar.", obj({"title": text("Title"), "date": text("Day as YYYY-MM-DD"), "time": text("Time as HH:MM"), "guests": {"type": "array", "items": {"type": "string"}}}, ["title", "date", "time"])),
    "list_events": ("Lists the events of a day in the calendar.", obj({"date": text("Day as YYYY-MM-DD")})),
    "set_alarm": ("Sets an alarm.", obj({"time": text("Time as HH:MM"), "label": text("What for")}, ["time"])),
    "add_todo": ("Adds an entry to the to-do list.", obj({"title": text("What to do"), "priority": pick("low", "normal", "high")}, ["title"])),
    "search_files": ("Searches files by name or content.", obj({"query": text("Words to look for"), "folder": text("Folder to search")}, ["query"])),
    "read_file": ("Reads a text file.", obj({"path": text("Path of the file")})),
    "write_file": ("Writes a text file.", obj({"path": text("Path of the file"), "content": text("Text to write")})),
    "run_sql": ("Runs a query on the sales database and returns the rows.", obj({"query": text("SQL text")})),
    "get_order": ("Looks up an order by its number.", obj({"order_id": text("Number of the order")})),
    "cancel_order": ("Cancels an order.", obj({"order_id": text("Number of the order"), "reason": pick("mistake", "too_late", "found_cheaper", "other")})),
    "track_parcel": ("Tells where a parcel is.", obj({"tracking_number": text("Number of the parcel")})),
    "find_restaurants": ("Finds restaurants near a place.", obj({"place": text("Street, quarter or city"), "cuisine": text("Kind of food")})),
    "get_directions": ("Finds a way between two places.", obj({"start": text("Place"), "end": text("Place"), "by": pick("foot", "bicycle", "car", "transit")})),
    "get_exchange_rate": ("Looks up today's exchange rate of two currencies.", obj({"base": text("Currency code of three letters"), "quote": text("Currency code of three letters")})),
    "play_music": ("Plays music on the speakers.", obj({"title": text("Song or album"), "room": pick("kitchen", "living_room", "bedroom")}, ["title"])),
    "set_thermostat": ("Sets the temperature of a room in degrees Celsius.", obj({"room": pick("kitchen", "living_room", "bedroom"), "degrees": number(minimum=5, maximum=30)})),
    "switch_light": ("Switches a lamp.", obj({"room": pick("kitchen", "living_room", "bedroom"), "on": {"type": "boolean"}})),
    "search_papers": ("Searches scientific papers.", obj({"query": text("Words to look for"), "year_from": number("integer", minimum=1900)}, ["query"])),
    "get_tide_table": ("Looks up the tides of a harbour for a day.", obj({"harbour": text("Harbour"), "date": text("Day as YYYY-MM-DD")})),
}

# One call is due: English question, Chinese question, tool, arguments.
SINGLE = [
    ("What is the weather in Lisbon right now?", "里斯本现在天气怎么样？", "get_weather", {"city": ("Lisbon", "里斯本")}),
    ("Check the forecast for Oslo for the next 3 days.", "查一下奥斯陆未来3天的天气预报。", "get_forecast", {"city": ("Oslo", "奥斯陆"), "days": 3}),
    ("What time is it in Auckland at the moment?", "奥克兰现在几点了？", "get_local_time", {"city": ("Auckland", "奥克兰")}),
    ("How many yen do I get for 250 US dollars today?", "今天250美元能换多少日元？", "convert_currency", {"amount": 250, "from": "USD", "to": "JPY"}),
    ("What does a share with the symbol NVDA cost right now?", "代码为NVDA的股票现在多少钱？", "get_stock_price", {"symbol": "NVDA"}),
    ("Find flights from Madrid to Vienna on 2026-05-14.", "帮我查2026-05-14从马德里到维也纳的航班。", "search_flights", {"origin": ("Madrid", "马德里"), "destination": ("Vienna", "维也纳"), "date": "2026-05-14"}),
    ("Look for hotels in Porto for 2 nights, at most 120 a night.", "找一下波尔图的酒店，住2晚，每晚不超过120。", "search_hotels", {"city": ("Porto", "波尔图"), "nights": 2, "max_price": 120}),
    ("Show me my 5 newest e-mails.", "把我最新的5封邮件列出来。", "read_inbox", {"count": 5}),
    ("Which events are in my calendar on 2026-06-01?", "我的日历在2026-06-01有哪些安排？", "list_events", {"date": "2026-06-01"}),
    ("Set an alarm for 06:45.", "设一个06:45的闹钟。", "set_alarm", {"time": "06:45"}),
    ("Put \"renew passport\" on my to-do list with high priority.", "把“续办护照”加到我的待办事项，优先级高。", "add_todo", {"title": ("renew passport", "续办护照"), "priority": "high"}),
    ("Open the file notes/plan.md and show me what it says.", "打开文件 notes/plan.md，给我看内容。", "read_file", {"path": "notes/plan.md"}),
    ("Where is my parcel with the tracking number PX-40917?", "单号为PX-40917的包裹到哪里了？", "track_parcel", {"tracking_number": "PX-40917"}),
    ("What is the state of order 88213?", "订单88213现在是什么状态？", "get_order", {"order_id": "88213"}),
    ("Switch on the light in the kitchen.", "打开厨房的灯。", "switch_light", {"room": "kitchen", "on": True}),
    ("Set the bedroom to 18.5 degrees.", "把卧室调到18.5度。", "set_thermostat", {"room": "bedroom", "degrees": 18.5}),
    ("Find the way from Main Station to the Botanical Garden by bicycle.", "查一下从中央车站骑自行车到植物园的路线。", "get_directions", {"start": ("Main Station", "中央车站"), "end": ("Botanical Garden", "植物园"), "by": "bicycle"}),
    ("When is high water in the harbour of Brest on 2026-04-02?", "2026-04-02布雷斯特港什么时候涨潮？", "get_tide_table", {"harbour": ("Brest", "布雷斯特"), "date": "2026-04-02"}),
    ("Cancel order 51077, I ordered it by mistake.", "取消订单51077，我下错单了。", "cancel_order", {"order_id": "51077", "reason": "mistake"}),
    ("Search for papers on coral bleaching from 2020 on.", "搜索2020年以来关于珊瑚白化的论文。", "search_papers", {"query": ("coral bleaching", "珊瑚白化"), "year_from": 2020}),
]

# Several calls at once: question, question, tool, argument name, values (English, Chinese), further arguments.
PARALLEL = [
    ("Compare the weather in Rome and Athens right now.", "比较一下罗马和雅典现在的天气。", "get_weather", "city", [("Rome", "罗马"), ("Athens", "雅典")], {}),
    ("What time is it in Lima, Nairobi and Perth?", "利马、内罗毕和珀斯现在各是几点？", "get_local_time", "city", [("Lima", "利马"), ("Nairobi", "内罗毕"), ("Perth", "珀斯")], {}),
    ("Look up the share prices of AMD, INTC, TSM and ASML.", "查一下AMD、INTC、TSM和ASML的股价。", "get_stock_price", "symbol", ["AMD", "INTC", "TSM", "ASML"], {}),
    ("Read the files a.txt, b.txt, c.txt, d.txt and e.txt.", "读取文件 a.txt、b.txt、c.txt、d.txt 和 e.txt。", "read_file", "path", ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"], {}),
    ("Track the parcels PX-1 and PX-2 for me.", "帮我查包裹PX-1和PX-2。", "track_parcel", "tracking_number", ["PX-1", "PX-2"], {}),
    ("Give me the forecast for the next 2 days for Bergen and Turku.", "给我卑尔根和图尔库未来2天的预报。", "get_forecast", "city", [("Bergen", "卑尔根"), ("Turku", "图尔库")], {"days": 2}),
]

# After a first result the next call is due: question, first call, its result, next call.
SEQUENTIAL = [
    ("Find a flight from Dublin to Geneva on 2026-07-08 and book the first one for Nora Quill.", "查2026-07-08从都柏林到日内瓦的航班，并为Nora Quill预订第一个。",
     ("search_flights", {"origin": ("Dublin", "都柏林"), "destination": ("Geneva", "日内瓦"), "date": "2026-07-08"}), '[{"flight_id":"EI-680","departs":"09:10"},{"flight_id":"LX-401","departs":"13:35"}]',
     ("book_flight", {"flight_id": "EI-680", "passenger": "Nora Quill"})),
    ("Look for a hotel in Ghent for 1 night and book the cheapest one for Ivo Lund.", "找根特的酒店住1晚，给Ivo Lund订最便宜的。",
     ("search_hotels", {"city": ("Ghent", "根特"), "nights": 1}), '[{"hotel_id":"h7","price":140},{"hotel_id":"h2","price":88}]', ("book_hotel", {"hotel_id": "h2", "guest": "Ivo Lund", "nights": 1})),
    ("Find the file with the word \"invoice 2207\" and read it to me.", "找到包含“invoice 2207”的文件并读给我听。",
     ("search_files", {"query": "invoice 2207"}), '["archive/inv-2207.txt"]', ("read_file", {"path": "archive/inv-2207.txt"})),
    ("Read config.ini and then write its content unchanged to backup.ini.", "读取config.ini，然后把内容原样写到backup.ini。",
     ("read_file", {"path": "config.ini"}), "mode=dark", ("write_file", {"path": "backup.ini", "content": "mode=dark"})),
    ("Check my calendar on 2026-09-10; if 15:00 is free, add the event \"Dentist\" at 15:00.", "查看2026-09-10的日历，如果15:00有空，就加上15:00的“牙医”。",
     ("list_events", {"date": "2026-09-10"}), "[]", ("create_event", {"title": ("Dentist", "牙医"), "date": "2026-09-10", "time": "15:00"})),
    ("Look up order 30551 and, if it has not been shipped, cancel it because it comes too late.", "查订单30551，如果还没发货，就因为太晚而取消它。",
     ("get_order", {"order_id": "30551"}), '{"order_id":"30551","state":"packing","shipped":false}', ("cancel_order", {"order_id": "30551", "reason": "too_late"})),
]

# The result is there, words are due: question, call, result, reply.
ANSWERED = [
    ("Is it raining in Cork?", "科克在下雨吗？", ("get_weather", {"city": ("Cork", "科克")}), '{"sky":"light rain","degrees":11}', "Yes, light rain at 11 degrees.", "是的，有小雨，11度。"),
    ("How late is it in Quito?", "基多现在几点？", ("get_local_time", {"city": ("Quito", "基多")}), "08:24", "It is 08:24 in Quito.", "基多现在是08:24。"),
    ("What is one euro in Swiss francs today?", "今天一欧元等于多少瑞士法郎？", ("get_exchange_rate", {"base": "EUR", "quote": "CHF"}), '{"rate":0.947}', "One euro is 0.947 francs.", "一欧元等于0.947瑞士法郎。"),
    ("Do I have unread e-mails?", "我有未读邮件吗？", ("read_inbox", {"count": 10, "unread_only": True}), "[]", "No, none.", "没有。"),
    ("Has order 77120 been delivered?", "订单77120送到了吗？", ("get_order", {"order_id": "77120"}), '{"state":"delivered","on":"2026-02-03"}', "Yes, on 2026-02-03.", "是的，2026-02-03送达。"),
    ("Where is parcel PX-9?", "包裹PX-9在哪里？", ("track_parcel", {"tracking_number": "PX-9"}), '{"place":"Rotterdam"}', "It is in Rotterdam.", "在鹿特丹。"),
    ("What does version.txt say?", "version.txt里写的是什么？", ("read_file", {"path": "version.txt"}), "4.1.0", "It says 4.1.0.", "写的是4.1.0。"),
    ("Is anything planned for 2026-12-24?", "2026-12-24有安排吗？", ("list_events", {"date": "2026-12-24"}), '[{"title":"Dinner","time":"19:00"}]', "Dinner at 19:00.", "19:00有晚餐。"),
]

# No tool is due, though some are declared: question, reply.
PLAIN = [
    ("What is 17 plus 25?", "17加25等于多少？", "42.", "42。"),
    ("Who wrote the novel Frankenstein?", "小说《弗兰肯斯坦》是谁写的？", "Mary Shelley.", "玛丽·雪莱。"),
    ("Translate the word \"lighthouse\" into French.", "把“灯塔”翻译成法语。", "Phare.", "Phare。"),
    ("Write a rhyming couplet about autumn leaves.", "写两句关于秋叶的押韵诗。", "Leaves drift down in gold and red, softly making autumn's bed.", "秋叶纷飞满院金，轻轻铺就梦中荫。"),
    ("Explain in one sentence what a prime number is.", "用一句话解释什么是质数。", "A whole number above one with no divisors but one and itself.", "大于一且只能被一和自身整除的整数。"),
    ("Thank you, that is all for today.", "谢谢，今天就到这里。", "You are welcome.", "不客气。"),
    ("Give me three synonyms of \"quick\".", "给我三个“快”的近义词。", "Fast, rapid, swift.", "迅速、敏捷、飞快。"),
    ("Is the sentence \"He go home\" grammatically right?", "“我把书放桌子上在”这句话通顺吗？", "No, it should be \"He goes home\".", "不通顺，应为“我把书放在桌子上”。"),
    ("How many sides does a hexagon have?", "六边形有几条边？", "Six.", "六条。"),
    ("Suggest a name for a grey cat.", "给一只灰猫起个名字。", "Pebble.", "小石子。"),
]

# The words look like a tool's, the task is not: question, tool nearby, reply.
DISTRACTING = [
    ("How do I close a formal e-mail politely? I only want advice, do not send anything.", "正式邮件结尾怎么写才礼貌？只要建议，不要发送。", "send_email", "With \"Kind regards\".", "可以写“此致敬礼”。"),
    ("Why is the sky blue in fine weather?", "天气好的时候天空为什么是蓝色的？", "get_weather", "Air scatters blue light most.", "空气对蓝光散射最强。"),
    ("What does the word \"currency\" come from?", "“货币”这个词是什么意思？", "convert_currency", "From the Latin for running.", "指用作交换媒介的东西。"),
    ("Explain what an SQL join is, without running anything.", "解释一下SQL的连接是什么，不要执行任何查询。", "run_sql", "It combines rows of two tables.", "它把两张表的行组合起来。"),
    ("Is it rude to set an alarm in a shared room? Just your opinion.", "在合住的房间里设闹钟不礼貌吗？只说你的看法。", "set_alarm", "Not if the others know.", "只要别人知道就没关系。"),
    ("What makes a good title for a calendar event in general?", "一般来说，日历事件起什么标题好？", "create_event", "A short one that names the purpose.", "简短并说明目的的标题。"),
    ("Name one famous flight in the history of aviation.", "说出航空史上一次著名的飞行。", "search_flights", "The Wright brothers' flight of 1903.", "莱特兄弟1903年的飞行。"),
    ("What is the difference between a parcel and a letter?", "包裹和信件有什么区别？", "track_parcel", "A parcel holds goods.", "包裹装的是物品。"),
]

# A required argument is missing, or the user forbids tools: question, tool, reply.
ASK_BACK = [
    ("Send an e-mail for me.", "帮我发一封邮件。", "send_email", "To whom, and what shall it say?", "发给谁，写什么内容？"),
    ("Book a flight.", "订一张机票。", "book_flight", "Which flight, and for whom?", "订哪个航班，为谁订？"),
    ("Cancel my order.", "取消我的订单。", "cancel_order", "What is its number, and why?", "订单号是多少，原因是什么？"),
    ("Without using any tool: what is the capital of Portugal?", "不要使用任何工具：葡萄牙的首都是哪里？", "get_weather", "Lisbon.", "里斯本。"),
    ("Do not call any function. Just say hello to my colleague Bea.", "不要调用任何函数，只跟我的同事Bea问个好。", "send_email", "Hello, Bea!", "你好，Bea！"),
]

# A tool failed: question, call, error, then either another call or words.
ERRORS = [
    ("What is the share price of Nordwind? If the symbol NWD is unknown, try NDWD.", "Nordwind的股价是多少？如果代码NWD不存在，就试NDWD。", ("get_stock_price", {"symbol": "NWD"}), '{"error":"unknown symbol NWD"}', ("get_stock_price", {"symbol": "NDWD"})),
    ("Read settings.yml, and if it is not there, read settings.yaml.", "读取settings.yml，如果没有，就读settings.yaml。", ("read_file", {"path": "settings.yml"}), '{"error":"no such file"}', ("read_file", {"path": "settings.yaml"})),
    ("Where is parcel PX-7000? If the number is refused, use PX-7001.", "包裹PX-7000在哪里？如果单号无效，就用PX-7001。", ("track_parcel", {"tracking_number": "PX-7000"}), '{"error":"invalid number"}', ("track_parcel", {"tracking_number": "PX-7001"})),
    ("Read secret.txt. If it fails, do not try again and tell me why.", "读取secret.txt。如果失败，不要重试，告诉我原因。", ("read_file", {"path": "secret.txt"}), '{"error":"permission denied"}', ("The file may not be read: permission denied.", "文件无法读取：权限不足。")),
    ("Look up order 1. If there is no such order, just tell me so.", "查订单1。如果没有这个订单，直接告诉我。", ("get_order", {"order_id": "1"}), '{"error":"not found"}', ("There is no such order.", "没有这个订单。")),
]

# Turns to fill long histories: question, call or none, result, reply.
PAST = [
    ("What time is it in Riga?", "里加现在几点？", ("get_local_time", {"city": ("Riga", "里加")}), "14:02", "It is 14:02.", "14:02。"),
    ("And is it warm there?", "那里暖和吗？", ("get_weather", {"city": ("Riga", "里加")}), '{"sky":"clear","degrees":21}', "Yes, 21 degrees.", "是的，21度。"),
    ("Good. What is 12 times 12?", "好的。12乘12是多少？", None, None, "144.", "144。"),
    ("Which events do I have on 2026-03-03?", "我在2026-03-03有什么安排？", ("list_events", {"date": "2026-03-03"}), '[{"title":"Call with Ada","time":"10:00"}]', "A call with Ada at 10:00.", "10:00与Ada通话。"),
    ("Where is parcel PX-55?", "包裹PX-55在哪里？", ("track_parcel", {"tracking_number": "PX-55"}), '{"place":"Tallinn"}', "In Tallinn.", "在塔林。"),
    ("Tell me a word for a very small island.", "说一个表示很小的岛的词。", None, None, "Islet.", "小岛。"),
    ("What does a share of ORCL cost?", "ORCL的股价是多少？", ("get_stock_price", {"symbol": "ORCL"}), '{"price":141.5}', "141.50 dollars.", "141.50美元。"),
]

# Follow-ups to a long history that ask for what it already says: question, replies.
KNOWN = [
    ("Which city did I ask about first?", "我最先问的是哪座城市？", "Riga.", "里加。"),
    ("What was the temperature that you told me a moment ago?", "你刚才告诉我的温度是多少？", "21 degrees.", "21度。"),
    ("What was the time in Riga when I asked?", "我问的时候里加是几点？", "14:02.", "14:02。"),
]
