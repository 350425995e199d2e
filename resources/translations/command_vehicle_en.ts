<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>About</name>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>许可</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>本程序帮助记录、定位和报送，不代替现场指挥、人身防护和法定的报告渠道。位置、估算和到达时间都可能有误，行动之前由人确认。</source>
        <translation>This program helps to record, to locate and to report. It does not replace command on scene, personal protection or the reporting channels that the law requires. Positions, estimates and arrival times may be wrong; a person confirms them before acting.</translation>
    </message>
    <message>
        <source>用途和限度</source>
        <translation>Use and limits</translation>
    </message>
    <message>
        <source>所用程序库</source>
        <translation>Libraries used</translation>
    </message>
    <message>
        <source>各自的许可全文随安装包附上。</source>
        <translation>The full licence of each comes with the installation.</translation>
    </message>
</context>
<context>
    <name>ActivationView</name>
    <message>
        <source>还没有启动预案。</source>
        <translation>No plan has been started yet.</translation>
    </message>
    <message>
        <source>到“文库”选一份预案启动。</source>
        <translation>Choose a plan in the Library and start it.</translation>
    </message>
</context>
<context>
    <name>AmendForm</name>
    <message>
        <source>改为</source>
        <translation>Change to</translation>
    </message>
    <message>
        <source>原因（必填），Enter 记下</source>
        <translation>Reason (required), Enter records it</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>不改了</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>更正这条记录</source>
        <translation>Correct this entry</translation>
    </message>
    <message>
        <source>原文保留并划线，新文另记。</source>
        <translation>The old wording stays, struck through; the new one is recorded beside it.</translation>
    </message>
    <message>
        <source>记下更正</source>
        <translation>Record correction</translation>
    </message>
    <message>
        <source>撤回这条记录</source>
        <translation>Retract this entry</translation>
    </message>
    <message>
        <source>原文保留并划线。</source>
        <translation>The wording stays, struck through.</translation>
    </message>
    <message>
        <source>记下撤回</source>
        <translation>Record retraction</translation>
    </message>
    <message>
        <source>要写原因。原文会保留并划线，原因一起留下。</source>
        <translation>A reason is needed. The wording stays, struck through, and the reason with it.</translation>
    </message>
    <message>
        <source>新文不能空。要整条作废，用“撤回”。</source>
        <translation>The new wording cannot be empty. To take back the whole entry, use Retract.</translation>
    </message>
</context>
<context>
    <name>AnswerForm</name>
    <message>
        <source>不改了</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>不能空着。写一句再存。</source>
        <translation>It cannot stay empty. Write a sentence, then save.</translation>
    </message>
</context>
<context>
    <name>AroundTab</name>
    <message>
        <source>中心 %1</source>
        <translation>Centre %1</translation>
    </message>
    <message>
        <source>%1 处</source>
        <translation>%1 places</translation>
    </message>
    <message>
        <source>%1 人已知</source>
        <translation>%1 people known</translation>
    </message>
    <message>
        <source>%1 处未知</source>
        <translation>%1 unknown</translation>
    </message>
    <message>
        <source>附近 %1 没有登记的资源。</source>
        <translation>No registered resource within %1.</translation>
    </message>
    <message>
        <source>放大半径。</source>
        <translation>Widen the radius.</translation>
    </message>
    <message>
        <source>无位置</source>
        <translation>No position</translation>
    </message>
    <message>
        <source>还没有定位。</source>
        <translation>No fix yet.</translation>
    </message>
    <message>
        <source>等到定位有效，或按 A 看地图中心周边。</source>
        <translation>Wait for a fix, or press A for what is around the centre of the map.</translation>
    </message>
    <message>
        <source>按距离</source>
        <translation>by distance</translation>
    </message>
    <message>
        <source>%1 人</source>
        <translation>People %1</translation>
    </message>
</context>
<context>
    <name>CatalogueFilters</name>
    <message>
        <source>离本车</source>
        <translation>From vehicle</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>离本车（无位置）</source>
        <translation>From vehicle (no position)</translation>
    </message>
    <message>
        <source>不限</source>
        <translation>Any</translation>
    </message>
</context>
<context>
    <name>CatalogueFoot</name>
    <message>
        <source>%1 条</source>
        <translation>Entries %1</translation>
    </message>
    <message>
        <source>已知 %1 人，%2 处人数未知</source>
        <translation>%1 people known, %2 places unknown</translation>
    </message>
</context>
<context>
    <name>CatalogueModel</name>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>人员与车辆</source>
        <translation>People and vehicles</translation>
    </message>
    <message>
        <source>直线距离</source>
        <translation>Straight line</translation>
    </message>
    <message>
        <source>联系</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>最后核实</source>
        <translation>Last verified</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>CataloguePainter</name>
    <message>
        <source>电话未知</source>
        <translation>Phone unknown</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>第一次出车前</source>
        <translation>Before the first trip</translation>
    </message>
    <message>
        <source>去填</source>
        <translation>Fill in</translation>
    </message>
</context>
<context>
    <name>DeliveryLines</name>
    <message>
        <source>传送</source>
        <translation>Delivery</translation>
    </message>
    <message>
        <source>本机</source>
        <translation>this machine</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>北斗</source>
        <translation>BeiDou</translation>
    </message>
    <message>
        <source>伽利略</source>
        <translation>Galileo</translation>
    </message>
    <message>
        <source>格洛纳斯</source>
        <translation>GLONASS</translation>
    </message>
    <message>
        <source>准天顶</source>
        <translation>QZSS</translation>
    </message>
    <message>
        <source>星基增强</source>
        <translation>SBAS</translation>
    </message>
    <message>
        <source>无定位</source>
        <translation>No fix</translation>
    </message>
    <message>
        <source>二维</source>
        <translation>2D</translation>
    </message>
    <message>
        <source>三维</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>差分</source>
        <translation>Differential</translation>
    </message>
    <message>
        <source>精密</source>
        <translation>Precise</translation>
    </message>
    <message>
        <source>固定解</source>
        <translation>RTK fixed</translation>
    </message>
    <message>
        <source>浮点解</source>
        <translation>RTK float</translation>
    </message>
    <message>
        <source>推算</source>
        <translation>Dead reckoning</translation>
    </message>
    <message>
        <source>人工</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>模拟</source>
        <translation>Simulated</translation>
    </message>
    <message>
        <source>单点</source>
        <translation>Autonomous</translation>
    </message>
    <message>
        <source>没有依据</source>
        <translation>No basis</translation>
    </message>
    <message>
        <source>由 HDOP 估算&#x3000;水平 1σ</source>
        <translation>Estimated from HDOP, horizontal 1σ</translation>
    </message>
    <message>
        <source>由 %1&#x3000;水平 1σ</source>
        <translation>From %1, horizontal 1σ</translation>
    </message>
    <message>
        <source>正在试 %1</source>
        <translation>Trying %1</translation>
    </message>
    <message>
        <source>%1&#x3000;监听得出</source>
        <translation>%1, found by listening</translation>
    </message>
    <message>
        <source>热备</source>
        <translation>Standby</translation>
    </message>
    <message>
        <source>未开</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>正在打开</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>辨认中</source>
        <translation>Identifying</translation>
    </message>
    <message>
        <source>无数据</source>
        <translation>No data</translation>
    </message>
    <message>
        <source>被占用</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>无权打开</source>
        <translation>No permission</translation>
    </message>
    <message>
        <source>已断开</source>
        <translation>Unplugged</translation>
    </message>
    <message>
        <source>波特率不对</source>
        <translation>Wrong speed</translation>
    </message>
    <message>
        <source>放完</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>记录放完了。</source>
        <translation>The recording has been played to its end.</translation>
    </message>
    <message>
        <source>串口 %1 被“%2”占用，本程序不抢。关闭它，本程序会自己再打开。</source>
        <translation>Port %1 is held by “%2” and will not be taken. Close it and this program opens the port by itself.</translation>
    </message>
    <message>
        <source>无权打开 %1。把本用户加入 %3 组后重新登录。</source>
        <translation>No permission for %1. Add this user to group %3 and log in again.</translation>
    </message>
    <message>
        <source>%1 不在了。插回后会自己认出来。</source>
        <translation>%1 is gone. It is recognised by itself when it is plugged in again.</translation>
    </message>
    <message>
        <source>%1 没有数据。查供电和接线。</source>
        <translation>No data from %1. Check power and cable.</translation>
    </message>
    <message>
        <source>在 %1 上监听，逐个试波特率，只听不发。</source>
        <translation>Listening on %1, trying one baud rate after another. Nothing is sent.</translation>
    </message>
    <message>
        <source>%1 有数据，各种波特率都读不懂。查是不是定位接收机。</source>
        <translation>%1 sends data that makes no sense at any speed. Check that it is a positioning receiver.</translation>
    </message>
    <message>
        <source>%1 有数据，按 %4 读不懂。点“自动找波特率”，只听不发。</source>
        <translation>%1 sends data that makes no sense at %4. Press Find the speed; it only listens.</translation>
    </message>
    <message>
        <source>未给本程序</source>
        <translation>Not given</translation>
    </message>
    <message>
        <source>由“%1”占用</source>
        <translation>Held by “%1”</translation>
    </message>
    <message>
        <source>加入 %1 组</source>
        <translation>Join group %1</translation>
    </message>
    <message>
        <source>未知设备</source>
        <translation>Unknown device</translation>
    </message>
    <message>
        <source>还没有一台定位。</source>
        <translation>None has a fix yet.</translation>
    </message>
    <message>
        <source>它最先定位，用它。</source>
        <translation>It had the first fix and is used.</translation>
    </message>
    <message>
        <source>上一台没有定位了，改用它。</source>
        <translation>The previous one lost its fix; this one is used now.</translation>
    </message>
    <message>
        <source>上一台无数据，改用它。</source>
        <translation>The previous one is silent; this one is used now.</translation>
    </message>
    <message>
        <source>上一台的端口断了，改用它。</source>
        <translation>The port of the previous one is gone; this one is used now.</translation>
    </message>
    <message>
        <source>它连续 10 秒比上一台好，改用它。</source>
        <translation>It has been better than the previous one for 10 seconds and is used now.</translation>
    </message>
    <message>
        <source>它排在前面，恢复后已稳定 10 秒，改回它。</source>
        <translation>It ranks first, has been steady for 10 seconds again, and is used again.</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>接收机次序</source>
        <translation>Receiver ranking</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>Positioning</translation>
    </message>
    <message>
        <source>近 10 分钟</source>
        <translation>last 10 minutes</translation>
    </message>
    <message>
        <source>精度 m</source>
        <translation>Accuracy m</translation>
    </message>
    <message>
        <source>参与卫星</source>
        <translation>Satellites used</translation>
    </message>
    <message>
        <source>本机时钟偏差 s</source>
        <translation>Clock offset s</translation>
    </message>
</context>
<context>
    <name>EnrolmentForm</name>
    <message>
        <source>平台地址</source>
        <translation>Platform address</translation>
    </message>
    <message>
        <source>入网码</source>
        <translation>Enrolment code</translation>
    </message>
    <message>
        <source>由平台值班室给出，只用一次</source>
        <translation>From the duty office, used once</translation>
    </message>
    <message>
        <source>本车名称</source>
        <translation>Name of this vehicle</translation>
    </message>
    <message>
        <source>入网</source>
        <translation>Enrol</translation>
    </message>
    <message>
        <source>还没有入网</source>
        <translation>Not enrolled yet</translation>
    </message>
    <message>
        <source>入网一次，以后凭密钥认车。不入网也照常记录，只存在本机。</source>
        <translation>Enrol once; from then on the key identifies the vehicle. Without enrolment records go on, on this machine only.</translation>
    </message>
    <message>
        <source>还缺：%1。</source>
        <translation>Still missing: %1.</translation>
    </message>
    <message>
        <source>正在联系平台</source>
        <translation>Contacting the platform</translation>
    </message>
    <message>
        <source>地址要以 https:// 或 http:// 开头。改好再试。</source>
        <translation>The address must begin with https:// or http://. Correct it and try again.</translation>
    </message>
</context>
<context>
    <name>EntryKind</name>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>预案</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>链路</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
</context>
<context>
    <name>EntryPanel</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>看地图</source>
        <translation>Show on map</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Retract</translation>
    </message>
    <message>
        <source>选一条记录看全文</source>
        <translation>Choose an entry to read it in full</translation>
    </message>
    <message>
        <source>记录 %1</source>
        <translation>Entry %1</translation>
    </message>
    <message>
        <source>无位置</source>
        <translation>No position</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Retracted</translation>
    </message>
    <message>
        <source>发生</source>
        <translation>Happened</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Recorded</translation>
    </message>
    <message>
        <source>补记原因</source>
        <translation>Why late</translation>
    </message>
    <message>
        <source>记录人</source>
        <translation>Recorded by</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Position</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>没有内容。写一句再存。</source>
        <translation>Nothing written. Write a sentence, then save.</translation>
    </message>
    <message>
        <source>太长。删减，或分几条记。</source>
        <translation>Too long. Shorten it, or record it as several entries.</translation>
    </message>
    <message>
        <source>有无法保存的字符。删去后再存。</source>
        <translation>It holds characters that cannot be saved. Remove them, then save.</translation>
    </message>
    <message>
        <source>由单位预设，本机不能改。找管理员改站点文件。</source>
        <translation>Preset by the agency and not changed here. Ask the administrator to change the site file.</translation>
    </message>
    <message>
        <source>四台接收机的位置都占满了。先让一台“不再使用”。</source>
        <translation>All four places for receivers are taken. Stop using one first.</translation>
    </message>
    <message>
        <source>已经结束，不能再改。</source>
        <translation>It has ended and cannot be changed.</translation>
    </message>
    <message>
        <source>串口 {port} 被“{holder}”占用，本程序不抢。关闭它后点“重看”。</source>
        <translation>Port {port} is held by “{holder}” and will not be taken. Close it, then press Look again.</translation>
    </message>
    <message>
        <source>无权打开 {port}。把本用户加入 dialout 组后重新登录。</source>
        <translation>No permission for {port}. Add this user to group dialout and log in again.</translation>
    </message>
    <message>
        <source>串口 {port} 已断开。查插头，插回后自动接上。</source>
        <translation>Port {port} is unplugged. Check the plug; it connects by itself when plugged in.</translation>
    </message>
    <message>
        <source>{port} 没有数据。查供电和接线。</source>
        <translation>No data from {port}. Check power and cable.</translation>
    </message>
    <message>
        <source>没有串口 {port}。查设置里的端口名。</source>
        <translation>There is no port {port}. Check its name in Settings.</translation>
    </message>
    <message>
        <source>磁盘已满，写不进去。移走附件，或导出到 U 盘。</source>
        <translation>The disk is full and takes nothing more. Move attachments off, or export to USB.</translation>
    </message>
    <message>
        <source>磁盘写入出错。换盘或导出到 U 盘。</source>
        <translation>The disk refused the write. Change disk or export to USB.</translation>
    </message>
    <message>
        <source>数据库正被另一个程序占用。关闭它后再试。</source>
        <translation>Another program holds the database. Close it, then try again.</translation>
    </message>
    <message>
        <source>数据库有损坏，原件未动。移走它，换上备份；没有备份就另起新库。</source>
        <translation>The database is damaged and was left as it is. Move it away and put a backup in its place; without one, begin a new database.</translation>
    </message>
    <message>
        <source>数据库由更新的版本写成，本版不改它。请升级程序。</source>
        <translation>A newer version wrote the database; this one does not change it. Upgrade the program.</translation>
    </message>
    <message>
        <source>数据库不能保证落盘，已停止记录。换一个数据目录。</source>
        <translation>The database cannot promise to keep records; recording has stopped. Choose another data directory.</translation>
    </message>
    <message>
        <source>数据库打不开，现在记不进去。查数据目录的权限，或换一个目录。</source>
        <translation>The database cannot be opened, nothing can be recorded now. Check the rights of the data folder, or use another one.</translation>
    </message>
    <message>
        <source>磁盘只剩 {free_mib} MiB。移走附件，或清理磁盘。</source>
        <translation>Only {free_mib} MiB are free on the disk. Move attachments away or clean up.</translation>
    </message>
    <message>
        <source>数据库是旧的一份，缺本车 {missing} 条。新记录另编号；缺的从平台或备份取回。</source>
        <translation>The database is an older copy, {missing} records of this vehicle are missing. New records are numbered apart; fetch the missing ones from the platform or a backup.</translation>
    </message>
    <message>
        <source>数据库是从别处搬来的。新记录另编号，免得与原处重号。</source>
        <translation>The database was brought here from another place. New records are numbered apart, so that no number is used twice.</translation>
    </message>
    <message>
        <source>平台上有同号的另一条记录。两条都留着，新记录另编号。找平台管理员核对。</source>
        <translation>The platform holds another record under the same number. Both are kept, new records are numbered apart. Check with the platform&apos;s administrator.</translation>
    </message>
    <message>
        <source>平台没有应答。记录照常保存，恢复后补传。</source>
        <translation>The platform does not answer. Records are saved as usual and sent on when it returns.</translation>
    </message>
    <message>
        <source>平台拒收：{reason}。记录仍在本机，找平台管理员。</source>
        <translation>The platform refused: {reason}. The records are still here; ask the administrator of the platform.</translation>
    </message>
    <message>
        <source>平台的应答读不懂。记录仍在本机，核对平台地址。</source>
        <translation>The answer of the platform cannot be read. The records are still here; check the platform address.</translation>
    </message>
    <message>
        <source>本车未入网。向平台要入网码，在同步页填入。</source>
        <translation>This vehicle is not enrolled. Ask the platform for a code and enter it on the Sync page.</translation>
    </message>
    <message>
        <source>本车已入网，不必再填入网码。</source>
        <translation>This vehicle is enrolled already. No code is needed.</translation>
    </message>
    <message>
        <source>平台不认此入网码。核对，或要一个新的。</source>
        <translation>The platform does not know this code. Check it, or ask for a new one.</translation>
    </message>
    <message>
        <source>没有文件 {path}。核对文件名。</source>
        <translation>There is no file {path}. Check its name.</translation>
    </message>
    <message>
        <source>读不了文件 {path}：{reason}。</source>
        <translation>File {path} cannot be read: {reason}.</translation>
    </message>
    <message>
        <source>写不了文件 {path}：{reason}。换一个位置。</source>
        <translation>File {path} cannot be written: {reason}. Choose another place.</translation>
    </message>
    <message>
        <source>{path} 已存在，不覆盖。换一个名字。</source>
        <translation>{path} exists and is not overwritten. Choose another name.</translation>
    </message>
    <message>
        <source>文件 {path} 太大。拆成几个再导入。</source>
        <translation>File {path} is too large. Split it, then import the parts.</translation>
    </message>
    <message>
        <source>{path} 是电子表格。先另存为 CSV 再导入。</source>
        <translation>{path} is a spreadsheet. Save it as CSV first, then import.</translation>
    </message>
    <message>
        <source>{path} 不是文字文件。另存为 UTF-8 的 CSV。</source>
        <translation>{path} is not a text file. Save it as CSV in UTF-8.</translation>
    </message>
    <message>
        <source>{path} 第 {line} 行起读不懂。改好后再导入。</source>
        <translation>{path} cannot be read from line {line} on. Correct it, then import again.</translation>
    </message>
    <message>
        <source>{path} 不是完好的 GeoJSON。重新导出后再导入。</source>
        <translation>{path} is not sound GeoJSON. Export it anew, then import again.</translation>
    </message>
    <message>
        <source>缺少必需的列：{columns}。补上列名后再导入。</source>
        <translation>Required columns are missing: {columns}. Add their names, then import again.</translation>
    </message>
    <message>
        <source>{field} 的值不能用：{reason}。改好再存。</source>
        <translation>The value of {field} cannot be used: {reason}. Correct it, then save.</translation>
    </message>
    <message>
        <source>本机没有这条记录。等同步后再看。</source>
        <translation>This machine does not have the record. Look again after the next sync.</translation>
    </message>
    <message>
        <source>须写原因。写一句再存。</source>
        <translation>A reason is required. Write a sentence, then save.</translation>
    </message>
    <message>
        <source>证据核对不上：{reason}。保留原件，重新导出。</source>
        <translation>The evidence does not verify: {reason}. Keep the original and export again.</translation>
    </message>
    <message>
        <source>地图包 {file} 有损坏，未使用。换一份再装。</source>
        <translation>Map pack {file} is damaged and not used. Install another copy.</translation>
    </message>
    <message>
        <source>预案 {path} 读不懂，未收入。改好后重看文库。</source>
        <translation>Plan {path} cannot be read and is left out. Correct it, then look at the library again.</translation>
    </message>
    <message>
        <source>“{title}”已在执行，不重复启动。</source>
        <translation>“{title}” is in progress already and is not started twice.</translation>
    </message>
</context>
<context>
    <name>FaultReport</name>
    <message>
        <source>检查</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>存为文件</source>
        <translation>Save as file</translation>
    </message>
    <message>
        <source>诊断报告</source>
        <translation>Diagnostic report</translation>
    </message>
    <message>
        <source>上次打开以来没有崩溃。</source>
        <translation>No crash since the program was opened last.</translation>
    </message>
    <message>
        <source>报告里没有人名、电话、位置和记录内容，可以发给技术支持。</source>
        <translation>The report holds no names, phone numbers, positions or entries. It can be sent to support.</translation>
    </message>
    <message>
        <source>崩溃报告</source>
        <translation>Crash reports</translation>
    </message>
    <message>
        <source>正在检查</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>%1 查过</source>
        <translation>Checked %1</translation>
    </message>
    <message>
        <source>重新检查</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>正在写</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>已写入 %1</source>
        <translation>Written to %1</translation>
    </message>
</context>
<context>
    <name>FixFigures</name>
    <message>
        <source>来自%1</source>
        <translation>from %1</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>精度</source>
        <translation>Accuracy</translation>
    </message>
    <message>
        <source>速度&#x3000;航向</source>
        <translation>Speed, course</translation>
    </message>
    <message>
        <source>停车</source>
        <translation>Standing</translation>
    </message>
    <message>
        <source>对地，自真北</source>
        <translation>Over ground, from true north</translation>
    </message>
    <message>
        <source>高程</source>
        <translation>Height</translation>
    </message>
    <message>
        <source>海拔&#x3000;大地水准面 %1</source>
        <translation>Above sea level, geoid %1</translation>
    </message>
</context>
<context>
    <name>Formatting</name>
    <message>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>%1 前</source>
        <translation>%1 ago</translation>
    </message>
</context>
<context>
    <name>Glyphs</name>
    <message>
        <source>已存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>待发</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>已发</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>收讫</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>被拒</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>过时</source>
        <translation>Stale</translation>
    </message>
    <message>
        <source>失效</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>未定位</source>
        <translation>No fix</translation>
    </message>
    <message>
        <source>通</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>存疑</source>
        <translation>In doubt</translation>
    </message>
    <message>
        <source>中断</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>未开通</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>未开始</source>
        <translation>Not started</translation>
    </message>
    <message>
        <source>进行</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>将到</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>超时</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>未明</source>
        <translation>Unknown</translation>
    </message>
</context>
<context>
    <name>HistoryLines</name>
    <message>
        <source>历史</source>
        <translation>History</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Retracted</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Corrected</translation>
    </message>
    <message>
        <source>原因：%1</source>
        <translation>Reason: %1</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>整行</source>
        <translation>Whole row</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>纬度</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>经度</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>坐标</source>
        <translation>Coordinate</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>管理单位</source>
        <translation>Keeper</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>电台</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>People</translation>
    </message>
    <message>
        <source>车辆数</source>
        <translation>Vehicles</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>核实日期</source>
        <translation>Verified on</translation>
    </message>
    <message>
        <source>没有填。补上。</source>
        <translation>Not filled in. Fill it in.</translation>
    </message>
    <message>
        <source>没有这个类别。改成队伍、医院等类别词。</source>
        <translation>No such kind. Use one of the words for kinds, such as team or hospital.</translation>
    </message>
    <message>
        <source>坐标读不懂。写成 40.2308 或 40°13′50.9″。</source>
        <translation>Coordinate not understood. Write 40.2308 or 40°13′50.9″.</translation>
    </message>
    <message>
        <source>坐标不在地球上。核对，不收平面坐标。</source>
        <translation>The coordinate is not on the Earth. Check it; plane coordinates are not taken.</translation>
    </message>
    <message>
        <source>疑似经纬度对调。换过来再导。</source>
        <translation>Latitude and longitude seem to be swapped. Swap them and import again.</translation>
    </message>
    <message>
        <source>坐标为 0。补上真实坐标，或留空。</source>
        <translation>The coordinate is 0. Give the real one, or leave it empty.</translation>
    </message>
    <message>
        <source>不是整数。不知道就留空，不要填 0。</source>
        <translation>Not a whole number. Leave it empty if unknown, do not write 0.</translation>
    </message>
    <message>
        <source>日期读不懂。写成 2026-04-18。</source>
        <translation>Date not understood. Write 2026-04-18.</translation>
    </message>
    <message>
        <source>日期在今天以后。核对年份。</source>
        <translation>The date is after today. Check the year.</translation>
    </message>
    <message>
        <source>号码被表格改坏。把该列设为文本，重填。</source>
        <translation>The spreadsheet has spoilt the number. Set the column to text and fill it in again.</translation>
    </message>
    <message>
        <source>与第 %1 行编号相同。留一行，或改编号。</source>
        <translation>Same code as row %1. Keep one row, or change the code.</translation>
    </message>
    <message>
        <source>格数比表头多。查多余的分隔符。</source>
        <translation>More cells than the heading has. Look for a separator too many.</translation>
    </message>
    <message>
        <source>图形取不出一个点。改成点。</source>
        <translation>No point can be taken from the shape. Make it a point.</translation>
    </message>
    <message>
        <source>行号</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>退回原因</source>
        <translation>Reason for return</translation>
    </message>
    <message>
        <source>WGS-84（北斗、GPS）</source>
        <translation>WGS-84 (BeiDou, GPS)</translation>
    </message>
    <message>
        <source>CGCS2000（测绘）</source>
        <translation>CGCS2000 (survey)</translation>
    </message>
    <message>
        <source>GCJ-02（高德、腾讯）</source>
        <translation>GCJ-02 (Gaode, Tencent)</translation>
    </message>
    <message>
        <source>BD-09（百度）</source>
        <translation>BD-09 (Baidu)</translation>
    </message>
    <message>
        <source>导入 %1 行，全部收下。</source>
        <translation>All %1 rows taken.</translation>
    </message>
    <message>
        <source>导入 %1 行，收下 %2，退回 %3。退回原因见表，可改后再导。</source>
        <translation>Of %1 rows %2 taken, %3 returned. Reasons are in the table; correct and import again.</translation>
    </message>
    <message>
        <source>新增 %1，更新 %2，未变 %3</source>
        <translation>%1 new, %2 updated, %3 unchanged</translation>
    </message>
    <message>
        <source>正在读取 %1，退回 %3</source>
        <translation>Reading %1, %3 returned</translation>
    </message>
</context>
<context>
    <name>ImportView</name>
    <message>
        <source>CSV 或 GeoJSON 文件</source>
        <translation>CSV or GeoJSON file</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>选文件</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>退回行存为 CSV</source>
        <translation>Save returned rows as CSV</translation>
    </message>
    <message>
        <source>返回目录</source>
        <translation>Back to catalogue</translation>
    </message>
    <message>
        <source>导入资源</source>
        <translation>Import resources</translation>
    </message>
    <message>
        <source>坐标系</source>
        <translation>Frame</translation>
    </message>
    <message>
        <source>先选一个文件。</source>
        <translation>Choose a file first.</translation>
    </message>
    <message>
        <source>退回的行列在这里，逐行写明原因。</source>
        <translation>Returned rows are listed here, each with its reason.</translation>
    </message>
    <message>
        <source>第一行是列名，须有“名称”和“类别”；人数不知道就留空。</source>
        <translation>The first row names the columns and must hold name and kind. Leave people empty if unknown.</translation>
    </message>
    <message>
        <source>没有退回的行。</source>
        <translation>No row was returned.</translation>
    </message>
    <message>
        <source>按 Esc 返回目录。</source>
        <translation>Press Esc to go back to the catalogue.</translation>
    </message>
    <message>
        <source>登记表</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>returned</translation>
    </message>
    <message>
        <source>已存 %1</source>
        <translation>Saved %1</translation>
    </message>
</context>
<context>
    <name>IncidentForm</name>
    <message>
        <source>定级依据（必填）</source>
        <translation>Basis of the level (required)</translation>
    </message>
    <message>
        <source>结束时的情况（必填）</source>
        <translation>How it ended (required)</translation>
    </message>
    <message>
        <source>结束事件</source>
        <translation>End incident</translation>
    </message>
    <message>
        <source>换一个事件</source>
        <translation>Other incident</translation>
    </message>
    <message>
        <source>接报新事件</source>
        <translation>New incident</translation>
    </message>
    <message>
        <source>%1 发生</source>
        <translation>happened %1</translation>
    </message>
    <message>
        <source>%1 接报</source>
        <translation>taken in by %1</translation>
    </message>
    <message>
        <source>%1 定级</source>
        <translation>level confirmed by %1</translation>
    </message>
    <message>
        <source>%1 结束</source>
        <translation>ended %1</translation>
    </message>
    <message>
        <source>确认响应级别</source>
        <translation>Confirm response level</translation>
    </message>
    <message>
        <source>响应终止</source>
        <translation>End of response</translation>
    </message>
    <message>
        <source>确认%1。依据：%2</source>
        <translation>%1 confirmed. Basis: %2</translation>
    </message>
    <message>
        <source>响应终止。%1</source>
        <translation>End of response. %1</translation>
    </message>
</context>
<context>
    <name>IncidentTab</name>
    <message>
        <source>看现场</source>
        <translation>Show the scene</translation>
    </message>
    <message>
        <source>现在没有事件。</source>
        <translation>There is no incident now.</translation>
    </message>
    <message>
        <source>点上方状态条的事件格接报。</source>
        <translation>Press the incident cell in the strip above to take one in.</translation>
    </message>
    <message>
        <source>%1 确认</source>
        <translation>confirmed by %1</translation>
    </message>
    <message>
        <source>级别未确认</source>
        <translation>level not confirmed</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>发生</source>
        <translation>Happened</translation>
    </message>
    <message>
        <source>已历时</source>
        <translation>Elapsed</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>伤亡（接报时）</source>
        <translation>Casualties (at intake)</translation>
    </message>
    <message>
        <source>接报人</source>
        <translation>Taken in by</translation>
    </message>
    <message>
        <source>没有坐标</source>
        <translation>No coordinate</translation>
    </message>
</context>
<context>
    <name>InfoBar</name>
    <message>
        <source>地图程序正在重启，先用简图。</source>
        <translation>The map is restarting; a simple map stands in.</translation>
    </message>
    <message>
        <source>光标</source>
        <translation>Cursor</translation>
    </message>
    <message>
        <source>此处没有底图</source>
        <translation>No base map here</translation>
    </message>
    <message>
        <source>底图 %1</source>
        <translation>Base map %1</translation>
    </message>
    <message>
        <source>此处底图缺 %1 级，用 %2 级放大显示。</source>
        <translation>No level %1 here; level %2 is shown enlarged.</translation>
    </message>
</context>
<context>
    <name>IntakeForm</name>
    <message>
        <source>什么地方、什么事，-5 表示五分钟前</source>
        <translation>Where and what; -5 means five minutes ago</translation>
    </message>
    <message>
        <source>地点（可不填）</source>
        <translation>Place (optional)</translation>
    </message>
    <message>
        <source>伤亡人数（不知道就空着）</source>
        <translation>Casualties (leave empty if unknown)</translation>
    </message>
    <message>
        <source>就在本车现在的位置</source>
        <translation>Where the vehicle is now</translation>
    </message>
    <message>
        <source>接报</source>
        <translation>Intake</translation>
    </message>
    <message>
        <source>无位置</source>
        <translation>No position</translation>
    </message>
    <message>
        <source>伤亡人数要填整数；不知道就空着，不要填 0。</source>
        <translation>Casualties must be a whole number. Leave it empty if unknown, do not write 0.</translation>
    </message>
    <message>
        <source>类型：%1</source>
        <translation>Type: %1</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>按键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>F1 或 Esc 收起</source>
        <translation>F1 or Esc closes</translation>
    </message>
</context>
<context>
    <name>KindKeys</name>
    <message>
        <source>观察</source>
        <translation>Observe</translation>
    </message>
    <message>
        <source>决策</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>指令</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>来报</source>
        <translation>In</translation>
    </message>
    <message>
        <source>上报</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>到离</source>
        <translation>Arrive</translation>
    </message>
    <message>
        <source>伤亡</source>
        <translation>Casualty</translation>
    </message>
    <message>
        <source>险情</source>
        <translation>Hazard</translation>
    </message>
    <message>
        <source>气象</source>
        <translation>Weather</translation>
    </message>
    <message>
        <source>资源</source>
        <translation>Asset</translation>
    </message>
    <message>
        <source>影音</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>行政</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>技术</source>
        <translation>Techn.</translation>
    </message>
    <message>
        <source>到达</source>
        <translation>Arrive</translation>
    </message>
    <message>
        <source>离开</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>口述</source>
        <translation>Voice</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photo</translation>
    </message>
</context>
<context>
    <name>KindSheet</name>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>KindTabs</name>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>定位与链路</source>
        <translation>Fix and links</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>LaneBars</name>
    <message>
        <source>%1 / %2&#x3000;差 %3</source>
        <translation>%1 / %2, %3 to go</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>LayersTab</name>
    <message>
        <source>没有用的文件</source>
        <translation>Files not used</translation>
    </message>
    <message>
        <source>浓淡</source>
        <translation>Opacity</translation>
    </message>
    <message>
        <source>矢量</source>
        <translation>Vector</translation>
    </message>
    <message>
        <source>栅格</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>%1 至 %2 级</source>
        <translation>Levels %1 to %2</translation>
    </message>
    <message>
        <source>坐标系不同，本版不叠加。</source>
        <translation>Another frame; this version does not overlay it.</translation>
    </message>
    <message>
        <source>虚构内容，用于演练和演示。</source>
        <translation>Fictional content, for drills and demonstrations.</translation>
    </message>
    <message>
        <source>来源：%1</source>
        <translation>Source: %1</translation>
    </message>
    <message>
        <source>许可：%1</source>
        <translation>Licence: %1</translation>
    </message>
    <message>
        <source>未写坐标系，按 %1</source>
        <translation>No frame given, taken as %1</translation>
    </message>
    <message>
        <source>打不开。换一份文件再放进来。</source>
        <translation>Cannot be opened. Put in another copy of the file.</translation>
    </message>
    <message>
        <source>不是 MBTiles 底图包。</source>
        <translation>Not an MBTiles map pack.</translation>
    </message>
    <message>
        <source>里面没有瓦片。</source>
        <translation>It holds no tiles.</translation>
    </message>
    <message>
        <source>瓦片已损坏。换一份文件再放进来。</source>
        <translation>Its tiles are damaged. Put in another copy of the file.</translation>
    </message>
    <message>
        <source>说明文件（.json）读不了。</source>
        <translation>Its manifest (.json) cannot be read.</translation>
    </message>
    <message>
        <source>说明文件（.json）填写有误。</source>
        <translation>Its manifest (.json) is not filled in properly.</translation>
    </message>
    <message>
        <source>与另一份底图同名。改名后再放进来。</source>
        <translation>Same name as another map pack. Rename it, then put it in again.</translation>
    </message>
</context>
<context>
    <name>LeftColumn</name>
    <message>
        <source>在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>其他端口</source>
        <translation>Other ports</translation>
    </message>
    <message>
        <source>不打开</source>
        <translation>Not opened</translation>
    </message>
    <message>
        <source>没有接收机。</source>
        <translation>No receiver.</translation>
    </message>
    <message>
        <source>点下面的端口收下它，或在“设置”里填网址。</source>
        <translation>Choose a port below and accept it, or enter an address in Settings.</translation>
    </message>
    <message>
        <source>重新查看端口</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>%1 台</source>
        <translation>%1</translation>
    </message>
</context>
<context>
    <name>LevelForm</name>
    <message>
        <source>依据（必填），勾选上面的条件会填入</source>
        <translation>Basis (required); ticking a condition above fills it in</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>启动预案</source>
        <translation>Start plan</translation>
    </message>
    <message>
        <source>启动响应</source>
        <translation>Activate response</translation>
    </message>
    <message>
        <source>调整级别</source>
        <translation>Change level</translation>
    </message>
    <message>
        <source>要写依据。勾选一条，或写一句。</source>
        <translation>A basis is needed. Tick a condition, or write a sentence.</translation>
    </message>
    <message>
        <source>响应级别</source>
        <translation>Response level</translation>
    </message>
    <message>
        <source>启动条件</source>
        <translation>Conditions</translation>
    </message>
</context>
<context>
    <name>LevelShield</name>
    <message>
        <source>Ⅰ级响应</source>
        <translation>Level Ⅰ</translation>
    </message>
    <message>
        <source>Ⅱ级响应</source>
        <translation>Level Ⅱ</translation>
    </message>
    <message>
        <source>Ⅲ级响应</source>
        <translation>Level Ⅲ</translation>
    </message>
    <message>
        <source>Ⅳ级响应</source>
        <translation>Level Ⅳ</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>建议启动</source>
        <translation>Suggested</translation>
    </message>
    <message>
        <source>全部预案</source>
        <translation>All plans</translation>
    </message>
    <message>
        <source>未收入</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>命中 %1 处</source>
        <translation>%1 hits</translation>
    </message>
    <message>
        <source>没有找到“%1”</source>
        <translation>Nothing found for “%1”</translation>
    </message>
    <message>
        <source>事件类型：%1</source>
        <translation>Incident type: %1</translation>
    </message>
    <message>
        <source>已在执行</source>
        <translation>Already in progress</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>到快速记录</source>
        <translation>To the quick log</translation>
    </message>
    <message>
        <source>在本页查找</source>
        <translation>Search on this page</translation>
    </message>
    <message>
        <source>在本页新建</source>
        <translation>New on this page</translation>
    </message>
    <message>
        <source>开关侧栏</source>
        <translation>Open or close the panel</translation>
    </message>
    <message>
        <source>下一个区域</source>
        <translation>Next region</translation>
    </message>
    <message>
        <source>日间、强光、夜间</source>
        <translation>Day, sunlight, night</translation>
    </message>
    <message>
        <source>全屏</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>本页帮助，再按看本表</source>
        <translation>Help for this page, then this sheet</translation>
    </message>
    <message>
        <source>应急指挥车</source>
        <translation>Command Vehicle</translation>
    </message>
    <message>
        <source>【演练】</source>
        <translation>[DRILL] </translation>
    </message>
    <message>
        <source>缺字：{letters}。安装 fonts-noto-cjk 或 fonts-wqy-microhei 后重启。</source>
        <translation>No letters for {letters}. Install fonts-noto-cjk or fonts-wqy-microhei, then restart.</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>过时 %1</source>
        <translation>Stale %1</translation>
    </message>
    <message>
        <source>失效 %1</source>
        <translation>Lost %1</translation>
    </message>
    <message>
        <source>推算 %1</source>
        <translation>Reckoned %1</translation>
    </message>
    <message>
        <source>%1 人</source>
        <translation>%1 people</translation>
    </message>
    <message>
        <source>应急资源</source>
        <translation>Emergency resources</translation>
    </message>
    <message>
        <source>危险源</source>
        <translation>Hazard sources</translation>
    </message>
    <message>
        <source>防护目标</source>
        <translation>Protected targets</translation>
    </message>
</context>
<context>
    <name>MapKeys</name>
    <message>
        <source>跟随本车 F</source>
        <translation>Follow vehicle F</translation>
    </message>
    <message>
        <source>放大 +</source>
        <translation>Zoom in +</translation>
    </message>
    <message>
        <source>缩小 −</source>
        <translation>Zoom out −</translation>
    </message>
    <message>
        <source>图层 L</source>
        <translation>Layers L</translation>
    </message>
    <message>
        <source>地图中心周边 A</source>
        <translation>Around the centre A</translation>
    </message>
    <message>
        <source>右侧面板 Alt+P</source>
        <translation>Side panel Alt+P</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>周边</source>
        <translation>Around here</translation>
    </message>
    <message>
        <source>图层</source>
        <translation>Layers</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>动态</source>
        <translation>Live</translation>
    </message>
</context>
<context>
    <name>MapSearch</name>
    <message>
        <source>城市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>县</source>
        <translation>County</translation>
    </message>
    <message>
        <source>城镇</source>
        <translation>Town</translation>
    </message>
    <message>
        <source>村</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>道路</source>
        <translation>Road</translation>
    </message>
    <message>
        <source>河流</source>
        <translation>River</translation>
    </message>
    <message>
        <source>水面</source>
        <translation>Water</translation>
    </message>
    <message>
        <source>水库</source>
        <translation>Reservoir</translation>
    </message>
    <message>
        <source>厂区</source>
        <translation>Works</translation>
    </message>
    <message>
        <source>学校</source>
        <translation>School</translation>
    </message>
    <message>
        <source>医院</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
</context>
<context>
    <name>MapSymbol</name>
    <message>
        <source>队伍</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>专家</source>
        <translation>Expert</translation>
    </message>
    <message>
        <source>装备</source>
        <translation>Gear</translation>
    </message>
    <message>
        <source>车辆</source>
        <translation>Vehicle</translation>
    </message>
    <message>
        <source>物资</source>
        <translation>Stores</translation>
    </message>
    <message>
        <source>医疗</source>
        <translation>Medic</translation>
    </message>
    <message>
        <source>避难</source>
        <translation>Shelter</translation>
    </message>
    <message>
        <source>危险源</source>
        <translation>Hazard</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>企业</source>
        <translation>Firm</translation>
    </message>
    <message>
        <source>水源</source>
        <translation>Water</translation>
    </message>
    <message>
        <source>停机坪</source>
        <translation>Pad</translation>
    </message>
    <message>
        <source>摄像</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>指挥部</source>
        <translation>CP</translation>
    </message>
    <message>
        <source>集结地</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>监测</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>消防</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>危化</source>
        <translation>Hazmat</translation>
    </message>
    <message>
        <source>通信</source>
        <translation>Comms</translation>
    </message>
    <message>
        <source>水厂</source>
        <translation>Water</translation>
    </message>
    <message>
        <source>学校</source>
        <translation>School</translation>
    </message>
    <message>
        <source>医院</source>
        <translation>Hosp.</translation>
    </message>
    <message>
        <source>村庄</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>储罐</source>
        <translation>Tank</translation>
    </message>
    <message>
        <source>油库</source>
        <translation>Oil</translation>
    </message>
    <message>
        <source>尾矿库</source>
        <translation>Tailing</translation>
    </message>
</context>
<context>
    <name>NewsTab</name>
    <message>
        <source>还没有记录。</source>
        <translation>No entries yet.</translation>
    </message>
    <message>
        <source>按 F2 记第一条。</source>
        <translation>Press F2 for the first.</translation>
    </message>
    <message>
        <source>已撤回：%1</source>
        <translation>Retracted: %1</translation>
    </message>
</context>
<context>
    <name>ObjectView</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>居中</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>周边</source>
        <translation>Around here</translation>
    </message>
    <message>
        <source>资源详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>没有坐标</source>
        <translation>No coordinate</translation>
    </message>
    <message>
        <source>联系</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>电台</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>People</translation>
    </message>
    <message>
        <source>距本车</source>
        <translation>From vehicle</translation>
    </message>
    <message>
        <source>坐标</source>
        <translation>Coordinate</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>核实</source>
        <translation>Verified</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
</context>
<context>
    <name>PageHelp</name>
    <message>
        <source>在本页查找</source>
        <translation>Search on this page</translation>
    </message>
    <message>
        <source>开关侧栏</source>
        <translation>Open or close the panel</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>换一行</source>
        <translation>Another row</translation>
    </message>
    <message>
        <source>看详情</source>
        <translation>See details</translation>
    </message>
    <message>
        <source>本车、事件和资源在哪里。每个数都带时间和来源。</source>
        <translation>Where the vehicle, incidents and resources are. Every number carries its time and source.</translation>
    </message>
    <message>
        <source>移动地图</source>
        <translation>Move the map</translation>
    </message>
    <message>
        <source>放大、缩小</source>
        <translation>Zoom in and out</translation>
    </message>
    <message>
        <source>以本车为中心</source>
        <translation>Centre on this vehicle</translation>
    </message>
    <message>
        <source>地图中心周边</source>
        <translation>Around the centre of the map</translation>
    </message>
    <message>
        <source>图层</source>
        <translation>Layers</translation>
    </message>
    <message>
        <source>记下的每一条，新的在上。原文从不改动，更正另记。</source>
        <translation>Every entry, newest on top. The wording is never changed; a correction is recorded beside it.</translation>
    </message>
    <message>
        <source>更正这一条</source>
        <translation>Correct this entry</translation>
    </message>
    <message>
        <source>撤回这一条，要写原因</source>
        <translation>Retract this entry, with a reason</translation>
    </message>
    <message>
        <source>队伍、物资、医院、危险源等的登记表。</source>
        <translation>The register of teams, supplies, hospitals, hazard sources and more.</translation>
    </message>
    <message>
        <source>导入登记表</source>
        <translation>Import a register</translation>
    </message>
    <message>
        <source>预案原文，和正在执行的任务。</source>
        <translation>The text of the plans, and the tasks in progress.</translation>
    </message>
    <message>
        <source>完成所选任务</source>
        <translation>Complete the chosen task</translation>
    </message>
    <message>
        <source>启动所看的预案</source>
        <translation>Start the plan shown</translation>
    </message>
    <message>
        <source>接收机在收什么，用的是哪一台，为什么。</source>
        <translation>What the receivers hear, which one is in use, and why.</translation>
    </message>
    <message>
        <source>平台已收讫多少，还差多少，走哪条链路。</source>
        <translation>How much the platform has received, how much is missing, and over which link it goes.</translation>
    </message>
    <message>
        <source>改了就存在本机。由单位预设的在这里改不了。</source>
        <translation>A change is saved on this machine. What the agency has preset cannot be changed here.</translation>
    </message>
</context>
<context>
    <name>PageHelpSheet</name>
    <message>
        <source>再按 F1 看全部按键，Esc 收起</source>
        <translation>F1 again shows all keys, Esc closes</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>态势</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>时间线</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>资源</source>
        <translation>Resources</translation>
    </message>
    <message>
        <source>预案</source>
        <translation>Plans</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>PairingCard</name>
    <message>
        <source>其他端口</source>
        <translation>Other port</translation>
    </message>
    <message>
        <source>听一听</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>收下此设备，以后自动识别</source>
        <translation>Accept this device for good</translation>
    </message>
    <message>
        <source>不用它</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>不在 USB 上</source>
        <translation>Not on USB</translation>
    </message>
    <message>
        <source>端口</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>USB 身份</source>
        <translation>USB identity</translation>
    </message>
    <message>
        <source>串号</source>
        <translation>Serial number</translation>
    </message>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
    <message>
        <source>占用</source>
        <translation>Held by</translation>
    </message>
    <message>
        <source>串口 %1 被“%2”占用，本程序不抢。关闭它后点“重新查看端口”。</source>
        <translation>Port %1 is held by “%2” and will not be taken. Close it, then press Look again.</translation>
    </message>
    <message>
        <source>无权打开 %1。把本用户加入 %3 组后重新登录：sudo usermod -aG %3 用户名</source>
        <translation>No permission for %1. Add this user to group %3 and log in again: sudo usermod -aG %3 USER</translation>
    </message>
    <message>
        <source>被占用，不能打开</source>
        <translation>Held, cannot be opened</translation>
    </message>
    <message>
        <source>无权，不能打开</source>
        <translation>No permission</translation>
    </message>
    <message>
        <source>端口可打开</source>
        <translation>Port can be opened</translation>
    </message>
    <message>
        <source>监听 4800 … 921600</source>
        <translation>Listen at 4800 … 921600</translation>
    </message>
    <message>
        <source>听到定位语句</source>
        <translation>Positioning sentences heard</translation>
    </message>
    <message>
        <source>%1 句</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>核对定位</source>
        <translation>Check the fix</translation>
    </message>
    <message>
        <source>辨认&#x3000;只听，不发射</source>
        <translation>Recognise: listens only, never transmits</translation>
    </message>
</context>
<context>
    <name>PhaseColumn</name>
    <message>
        <source>执行中的预案</source>
        <translation>Plans in progress</translation>
    </message>
    <message>
        <source>扩大响应条件</source>
        <translation>Conditions for escalation</translation>
    </message>
    <message>
        <source>调整级别</source>
        <translation>Change level</translation>
    </message>
    <message>
        <source>全部阶段</source>
        <translation>All phases</translation>
    </message>
    <message>
        <source>阶段</source>
        <translation>Phases</translation>
    </message>
    <message>
        <source>未触发</source>
        <translation>not yet</translation>
    </message>
</context>
<context>
    <name>PlanViewer</name>
    <message>
        <source>启动</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>任务 %1 项</source>
        <translation>Tasks %1</translation>
    </message>
    <message>
        <source>%1 未收入文库。改好后按“重看文库”。</source>
        <translation>%1 is not in the library. Correct it, then press Look again.</translation>
    </message>
    <message>
        <source>响应分级</source>
        <translation>Response levels</translation>
    </message>
    <message>
        <source>时限 %1 min</source>
        <translation>Limit %1 min</translation>
    </message>
</context>
<context>
    <name>Plans</name>
    <message>
        <source>已超时</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>将到</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>未到时限</source>
        <translation>Within the limit</translation>
    </message>
    <message>
        <source>无时限</source>
        <translation>No time limit</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>本级不要求</source>
        <translation>Not required at this level</translation>
    </message>
    <message>
        <source>综合预案</source>
        <translation>General plan</translation>
    </message>
    <message>
        <source>专项预案</source>
        <translation>Special plan</translation>
    </message>
    <message>
        <source>现场处置方案</source>
        <translation>On-scene procedure</translation>
    </message>
    <message>
        <source>自然灾害</source>
        <translation>Natural disaster</translation>
    </message>
    <message>
        <source>事故灾难</source>
        <translation>Accident</translation>
    </message>
    <message>
        <source>公共卫生</source>
        <translation>Public health</translation>
    </message>
    <message>
        <source>社会安全</source>
        <translation>Public security</translation>
    </message>
    <message>
        <source>危险化学品</source>
        <translation>Hazardous chemicals</translation>
    </message>
    <message>
        <source>火灾</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>矿山</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>交通</source>
        <translation>Traffic</translation>
    </message>
    <message>
        <source>洪涝</source>
        <translation>Flood</translation>
    </message>
    <message>
        <source>地震</source>
        <translation>Earthquake</translation>
    </message>
    <message>
        <source>地质灾害</source>
        <translation>Geological disaster</translation>
    </message>
    <message>
        <source>森林草原火灾</source>
        <translation>Forest and grassland fire</translation>
    </message>
    <message>
        <source>%1 版</source>
        <translation>Edition %1</translation>
    </message>
    <message>
        <source>长期有效</source>
        <translation>Valid without end</translation>
    </message>
    <message>
        <source>已过期 %1 天</source>
        <translation>Expired %1 days ago</translation>
    </message>
    <message>
        <source>有效至 %1</source>
        <translation>Valid until %1</translation>
    </message>
    <message>
        <source>预案 %1 版已过期 %2 天，仍可启动，启动记录会注明。</source>
        <translation>Plan edition %1 expired %2 days ago. It can still be started; the record will say so.</translation>
    </message>
    <message>
        <source>读不懂：%1</source>
        <translation>Not understood: %1</translation>
    </message>
    <message>
        <source>太大或嵌套太深</source>
        <translation>Too large or nested too deeply</translation>
    </message>
    <message>
        <source>应写成“名称: 内容”</source>
        <translation>Must be written “name: content”</translation>
    </message>
    <message>
        <source>应写成列表</source>
        <translation>Must be a list</translation>
    </message>
    <message>
        <source>应是文字</source>
        <translation>Must be text</translation>
    </message>
    <message>
        <source>没有填</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>没有这个字段：%1</source>
        <translation>No such field: %1</translation>
    </message>
    <message>
        <source>没有这个词：%1</source>
        <translation>No such word: %1</translation>
    </message>
    <message>
        <source>应是整数：%1</source>
        <translation>Must be a whole number: %1</translation>
    </message>
    <message>
        <source>日期读不懂：%1</source>
        <translation>Date not understood: %1</translation>
    </message>
    <message>
        <source>出现了两次：%1</source>
        <translation>Appears twice: %1</translation>
    </message>
    <message>
        <source>第 %1 行</source>
        <translation>Line %1</translation>
    </message>
    <message>
        <source>超 %1</source>
        <translation>%1 over</translation>
    </message>
    <message>
        <source>按时</source>
        <translation>On time</translation>
    </message>
    <message>
        <source>提前 %1</source>
        <translation>%1 early</translation>
    </message>
    <message>
        <source>不适用：%1</source>
        <translation>Not applicable: %1</translation>
    </message>
    <message>
        <source>%1 项中已办 %2 项</source>
        <translation>%2 of %1 done</translation>
    </message>
    <message>
        <source>时限 %1</source>
        <translation>Due %1</translation>
    </message>
    <message>
        <source>启动 %1 %2&#x3000;依据 %3</source>
        <translation>Started %1 %2, basis %3</translation>
    </message>
    <message>
        <source>启动《%1》%2，%3。依据：%4</source>
        <translation>Started %1 %2, %3. Basis: %4</translation>
    </message>
    <message>
        <source>（预案已过期）</source>
        <translation> (plan expired)</translation>
    </message>
    <message>
        <source>《%1》调整为%2。依据：%3</source>
        <translation>%1 changed to %2. Basis: %3</translation>
    </message>
    <message>
        <source>%1：改派 %2</source>
        <translation>%1: reassigned to %2</translation>
    </message>
    <message>
        <source>%1：%2 已办</source>
        <translation>%1: %2 done</translation>
    </message>
    <message>
        <source>%1：%2 撤销已办</source>
        <translation>%1: %2 no longer done</translation>
    </message>
</context>
<context>
    <name>PlansPage</name>
    <message>
        <source>文库</source>
        <translation>Library</translation>
    </message>
    <message>
        <source>查预案全文</source>
        <translation>Search the plans</translation>
    </message>
    <message>
        <source>重看文库</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>按工作组</source>
        <translation>By group</translation>
    </message>
    <message>
        <source>按阶段</source>
        <translation>By phase</translation>
    </message>
    <message>
        <source>按时限</source>
        <translation>By deadline</translation>
    </message>
    <message>
        <source>只看未完成</source>
        <translation>Open only</translation>
    </message>
    <message>
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>预案</source>
        <translation>Plans</translation>
    </message>
    <message>
        <source>执行中 %1</source>
        <translation>In progress %1</translation>
    </message>
</context>
<context>
    <name>QuickLog</name>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>记一笔：@资源&#x3000;#标签&#x3000;-5 表示五分钟前</source>
        <translation>Note: @resource  #tag  -5 is 5 min ago</translation>
    </message>
    <message>
        <source>快速记录</source>
        <translation>Quick log</translation>
    </message>
    <message>
        <source>没有存上：{why}文字还在框里。</source>
        <translation>Not saved: {why} Your text is still here.</translation>
    </message>
    <message>
        <source>{time} 已存</source>
        <translation>Saved {time}</translation>
    </message>
</context>
<context>
    <name>RankingPanel</name>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>排到最前</source>
        <translation>Put first</translation>
    </message>
    <message>
        <source>自动找波特率</source>
        <translation>Find the speed</translation>
    </message>
    <message>
        <source>不再使用</source>
        <translation>Stop using it</translation>
    </message>
    <message>
        <source>没有在用的接收机</source>
        <translation>No receiver in use</translation>
    </message>
    <message>
        <source>在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>端口</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>USB 身份</source>
        <translation>USB identity</translation>
    </message>
    <message>
        <source>来自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>波特率</source>
        <translation>Baud rate</translation>
    </message>
    <message>
        <source>定位频度</source>
        <translation>Fixes per second</translation>
    </message>
    <message>
        <source>语句</source>
        <translation>Sentences</translation>
    </message>
    <message>
        <source>校验错</source>
        <translation>Bad checksums</translation>
    </message>
    <message>
        <source>其他字节</source>
        <translation>Other bytes</translation>
    </message>
    <message>
        <source>占用</source>
        <translation>Held by</translation>
    </message>
    <message>
        <source>本机时钟偏差</source>
        <translation>Clock offset</translation>
    </message>
    <message>
        <source>不确定度</source>
        <translation>Uncertainty</translation>
    </message>
    <message>
        <source>本机时钟快 %1 秒，按北斗时间记录，偏差已记下。</source>
        <translation>This PC is %1 s fast. Records use BeiDou time; the offset is logged.</translation>
    </message>
    <message>
        <source>本机时钟慢 %1 秒，按北斗时间记录，偏差已记下。</source>
        <translation>This PC is %1 s slow. Records use BeiDou time; the offset is logged.</translation>
    </message>
    <message>
        <source>接收机次序</source>
        <translation>Receiver ranking</translation>
    </message>
    <message>
        <source>授时</source>
        <translation>Time from GNSS</translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message>
        <source>定位失效，以后的记录注明位置时间</source>
        <translation>Position lost; records from here on carry the time of the last fix</translation>
    </message>
    <message>
        <source>定位恢复，此前失效 %1</source>
        <translation>Position back after %1</translation>
    </message>
    <message>
        <source>%1中断，记录照存待发</source>
        <translation>%1 down; records are saved and queued</translation>
    </message>
    <message>
        <source>%1恢复，开始补传</source>
        <translation>%1 back; backfill begins</translation>
    </message>
    <message>
        <source>本机时钟快 %1，按北斗时间记录，偏差已记下。</source>
        <translation>This PC is %1 fast. Records use BeiDou time; the offset is logged.</translation>
    </message>
    <message>
        <source>本机时钟慢 %1，按北斗时间记录，偏差已记下。</source>
        <translation>This PC is %1 slow. Records use BeiDou time; the offset is logged.</translation>
    </message>
    <message>
        <source>本机时钟已对准，按本机时间记录。</source>
        <translation>The PC clock is right again. Records use its time.</translation>
    </message>
    <message>
        <source>进入警戒区：%1</source>
        <translation>Entered cordon: %1</translation>
    </message>
    <message>
        <source>到达事件区域：%1</source>
        <translation>Arrived at the incident area: %1</translation>
    </message>
    <message>
        <source>到达%1</source>
        <translation>Arrived at %1</translation>
    </message>
    <message>
        <source>已在警戒区内：%1</source>
        <translation>Already inside cordon: %1</translation>
    </message>
    <message>
        <source>已在事件区域内：%1</source>
        <translation>Already in the incident area: %1</translation>
    </message>
    <message>
        <source>已在%1</source>
        <translation>Already at %1</translation>
    </message>
    <message>
        <source>离开警戒区：%1</source>
        <translation>Left cordon: %1</translation>
    </message>
    <message>
        <source>离开事件区域：%1</source>
        <translation>Left the incident area: %1</translation>
    </message>
    <message>
        <source>离开%1</source>
        <translation>Left %1</translation>
    </message>
</context>
<context>
    <name>RecorderKey</name>
    <message>
        <source>录原始数据</source>
        <translation>Record raw data</translation>
    </message>
    <message>
        <source>停止录制</source>
        <translation>Stop recording</translation>
    </message>
</context>
<context>
    <name>RecordingLine</name>
    <message>
        <source>录制停了：%4&#x3000;已录 %2，在 %3</source>
        <translation>Recording stopped: %4 %2 recorded, in %3</translation>
    </message>
    <message>
        <source>正在录“%1”的原始数据：%2，写到 %3</source>
        <translation>Recording raw data of “%1”: %2, to %3</translation>
    </message>
    <message>
        <source>已录“%1”的原始数据：%2，在 %3</source>
        <translation>Raw data of “%1” recorded: %2, in %3</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>与平台已有的对不上，平台隔离</source>
        <translation>It contradicts what the platform holds and was quarantined there</translation>
    </message>
    <message>
        <source>平台读不出，已隔离</source>
        <translation>The platform could not read it and quarantined it</translation>
    </message>
    <message>
        <source>平台的比本机多，本机可能是旧备份</source>
        <translation>The platform has more than this machine, which may be an old backup</translation>
    </message>
</context>
<context>
    <name>ResourceKind</name>
    <message>
        <source>队伍</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>专家</source>
        <translation>Expert</translation>
    </message>
    <message>
        <source>装备</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>车辆</source>
        <translation>Vehicle</translation>
    </message>
    <message>
        <source>物资储备库</source>
        <translation>Depot</translation>
    </message>
    <message>
        <source>医院</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <source>避难场所</source>
        <translation>Shelter site</translation>
    </message>
    <message>
        <source>危险源</source>
        <translation>Hazard source</translation>
    </message>
    <message>
        <source>防护目标</source>
        <translation>Protected target</translation>
    </message>
    <message>
        <source>企业</source>
        <translation>Enterprise</translation>
    </message>
    <message>
        <source>水源</source>
        <translation>Water source</translation>
    </message>
    <message>
        <source>停机坪</source>
        <translation>Landing pad</translation>
    </message>
    <message>
        <source>摄像机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>指挥部</source>
        <translation>Command post</translation>
    </message>
    <message>
        <source>集结地</source>
        <translation>Staging area</translation>
    </message>
    <message>
        <source>监测点</source>
        <translation>Monitoring point</translation>
    </message>
</context>
<context>
    <name>ResourcePanel</name>
    <message>
        <source>备注（可不填）</source>
        <translation>Remark (optional)</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>看地图</source>
        <translation>Show on map</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>选一行看详情</source>
        <translation>Choose a row for details</translation>
    </message>
    <message>
        <source>%1 已存</source>
        <translation>Saved %1</translation>
    </message>
    <message>
        <source>无坐标</source>
        <translation>No coordinate</translation>
    </message>
    <message>
        <source>报告人</source>
        <translation>Reported by</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>People</translation>
    </message>
    <message>
        <source>车辆数</source>
        <translation>Vehicles</translation>
    </message>
    <message>
        <source>直线距离</source>
        <translation>Straight line</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>坐标</source>
        <translation>Coordinate</translation>
    </message>
    <message>
        <source>管理单位</source>
        <translation>Keeper</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>电台</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>最后核实</source>
        <translation>Last verified</translation>
    </message>
</context>
<context>
    <name>ResourceStatus</name>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>待命</source>
        <translation>Standing by</translation>
    </message>
    <message>
        <source>途中</source>
        <translation>En route</translation>
    </message>
    <message>
        <source>到场</source>
        <translation>On scene</translation>
    </message>
    <message>
        <source>休整</source>
        <translation>Resting</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Out of service</translation>
    </message>
</context>
<context>
    <name>Resources</name>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>队伍</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>专家</source>
        <translation>Experts</translation>
    </message>
    <message>
        <source>装备车辆</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>物资库</source>
        <translation>Depots</translation>
    </message>
    <message>
        <source>医院</source>
        <translation>Hospitals</translation>
    </message>
    <message>
        <source>避难场所</source>
        <translation>Shelter sites</translation>
    </message>
    <message>
        <source>危险源</source>
        <translation>Hazard sources</translation>
    </message>
    <message>
        <source>防护目标</source>
        <translation>Protected targets</translation>
    </message>
    <message>
        <source>水源场地</source>
        <translation>Sites</translation>
    </message>
    <message>
        <source>监控监测</source>
        <translation>Monitoring</translation>
    </message>
    <message>
        <source>%1 人</source>
        <translation>People %1</translation>
    </message>
    <message>
        <source>%1 车</source>
        <translation>Vehicles %1</translation>
    </message>
    <message>
        <source>未核实</source>
        <translation>Unverified</translation>
    </message>
    <message>
        <source>超过一年</source>
        <translation>Over a year ago</translation>
    </message>
    <message>
        <source>%1 转为%2</source>
        <translation>%1 is now %2</translation>
    </message>
</context>
<context>
    <name>ResourcesPage</name>
    <message>
        <source>目录</source>
        <translation>Catalogue</translation>
    </message>
    <message>
        <source>查目录</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>资源</source>
        <translation>Resources</translation>
    </message>
    <message>
        <source>没有找到“%1”</source>
        <translation>Nothing found for “%1”</translation>
    </message>
    <message>
        <source>换个词，或把类别、距离、状态放宽。</source>
        <translation>Try another word, or widen kind, distance or state.</translation>
    </message>
    <message>
        <source>附近 %1 没有登记的资源。</source>
        <translation>No registered resource within %1.</translation>
    </message>
    <message>
        <source>放大半径，或把类别改成“全部”。</source>
        <translation>Widen the radius, or set the kind to All.</translation>
    </message>
    <message>
        <source>这一类没有登记。</source>
        <translation>None of this kind is registered.</translation>
    </message>
    <message>
        <source>把类别和状态改成“全部”看其他的。</source>
        <translation>Set kind and state to All to see the others.</translation>
    </message>
    <message>
        <source>队伍、物资、医院、危险源等列在这里。</source>
        <translation>Teams, supplies, hospitals and hazard sources are listed here.</translation>
    </message>
    <message>
        <source>按 Ctrl+N 导入第一份登记表。</source>
        <translation>Press Ctrl+N to import the first register.</translation>
    </message>
    <message>
        <source>读不出目录，显示的是上次读到的。</source>
        <translation>The catalogue cannot be read; shown is what was read last.</translation>
    </message>
    <message>
        <source>正在读取 %1</source>
        <translation>Reading %1</translation>
    </message>
</context>
<context>
    <name>ReturnedModel</name>
    <message>
        <source>行号</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>退回原因</source>
        <translation>Reason for return</translation>
    </message>
    <message>
        <source>原值</source>
        <translation>Value</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>找地名、道路、资源</source>
        <translation>Find places, roads, resources</translation>
    </message>
    <message>
        <source>没有找到“%1”</source>
        <translation>Nothing found for “%1”</translation>
    </message>
    <message>
        <source>换个词，或少打几个字。</source>
        <translation>Try another word, or fewer characters.</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>原始语句</source>
        <translation>Raw sentences</translation>
    </message>
    <message>
        <source>继续&#x3000;%1</source>
        <translation>Go on, %1</translation>
    </message>
    <message>
        <source>%1&#x3000;每秒 %2 句&#x3000;校验错 %3&#x3000;其他 %4 字节</source>
        <translation>%1, %2 sentences/s, %3 bad checksums, %4 other bytes</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>已复制 %1 行</source>
        <translation>%1 lines copied</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>由单位预设</source>
        <translation>Preset by the agency</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>开</source>
        <translation>On</translation>
    </message>
    <message>
        <source>关</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>已存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>已恢复</source>
        <translation>Reset done</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>单位与车辆</source>
        <translation>Unit and vehicle</translation>
    </message>
    <message>
        <source>屏幕</source>
        <translation>Screen</translation>
    </message>
    <message>
        <source>定位接收机</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>地图</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>平台</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>数据与备份</source>
        <translation>Data and backup</translation>
    </message>
    <message>
        <source>本车名称</source>
        <translation>Name of this vehicle</translation>
    </message>
    <message>
        <source>平台和其他车看到的名字，入网时用。</source>
        <translation>The name that the platform and other vehicles see; used to enrol.</translation>
    </message>
    <message>
        <source>所属区县</source>
        <translation>County</translation>
    </message>
    <message>
        <source>印在导出和报告上。</source>
        <translation>Printed on exports and reports.</translation>
    </message>
    <message>
        <source>值班人员</source>
        <translation>Person on duty</translation>
    </message>
    <message>
        <source>每条记录的记录人。换班先改这里。</source>
        <translation>Signs every record. Change it first at hand-over.</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Ctrl+T 随时换：日间、强光、夜间。</source>
        <translation>Ctrl+T changes it at any time: day, sunlight, night.</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>重新打开程序后换。记录保持原来的文字。</source>
        <translation>Changes when the program is opened again. Records keep their wording.</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>界面上所有东西的大小。重新打开程序后换。</source>
        <translation>Size of everything on screen. Changes when the program is opened again.</translation>
    </message>
    <message>
        <source>坐标写法</source>
        <translation>Coordinates</translation>
    </message>
    <message>
        <source>只改显示，存的都是 WGS-84。</source>
        <translation>Display only; everything is stored in WGS-84.</translation>
    </message>
    <message>
        <source>打开时跟随本车</source>
        <translation>Follow the vehicle at start</translation>
    </message>
    <message>
        <source>地图打开就以本车为中心。</source>
        <translation>The map opens centred on the vehicle.</translation>
    </message>
    <message>
        <source>画出的轨迹</source>
        <translation>Track drawn</translation>
    </message>
    <message>
        <source>只改显示，轨迹全部保存。</source>
        <translation>Display only; the whole track is kept.</translation>
    </message>
    <message>
        <source>第 %1 接收机端口</source>
        <translation>Receiver %1: port</translation>
    </message>
    <message>
        <source>串口名，或 gpsd://、socket://、rfc2217://、file:// 网址。空着就不开任何端口。</source>
        <translation>Name of a serial port, or an address with gpsd://, socket://, rfc2217:// or file://. Empty opens no port.</translation>
    </message>
    <message>
        <source>第 %1 接收机波特率</source>
        <translation>Receiver %1: line speed</translation>
    </message>
    <message>
        <source>0 是自动：只听不发，逐个试 4800 到 921600。</source>
        <translation>0 is automatic: listens at 4800 to 921600 in turn, never transmits.</translation>
    </message>
    <message>
        <source>第 %1 接收机名称</source>
        <translation>Receiver %1: name</translation>
    </message>
    <message>
        <source>设备页和记录里用的名字。</source>
        <translation>The name on the Devices page and in records.</translation>
    </message>
    <message>
        <source>与平台同步</source>
        <translation>Sync with the platform</translation>
    </message>
    <message>
        <source>关掉后只存在本机，打开后补传。</source>
        <translation>Off keeps records on this machine; they are sent on when it is on again.</translation>
    </message>
    <message>
        <source>空闲时多久问一次</source>
        <translation>How often to ask when idle</translation>
    </message>
    <message>
        <source>有新记录时不等，马上发。</source>
        <translation>New records do not wait for it; they go at once.</translation>
    </message>
    <message>
        <source>最长等待</source>
        <translation>Longest wait</translation>
    </message>
    <message>
        <source>超过这个时间没有回答，算链路不通。</source>
        <translation>No answer for longer than this counts as link down.</translation>
    </message>
    <message>
        <source>运行日志上限</source>
        <translation>Program log limit</translation>
    </message>
    <message>
        <source>程序自己的日志，不是值班记录。满了从最旧的删。</source>
        <translation>The program&apos;s own log, not the duty record. When full, the oldest part is deleted.</translation>
    </message>
    <message>
        <source>磁盘告警线</source>
        <translation>Low disk warning</translation>
    </message>
    <message>
        <source>剩得比这少就提醒。</source>
        <translation>Warns when less than this is left.</translation>
    </message>
    <message>
        <source>小数度</source>
        <translation>Decimal</translation>
    </message>
    <message>
        <source>度分秒</source>
        <translation>Degrees, minutes, seconds</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>日间</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>强光</source>
        <translation>Sunlight</translation>
    </message>
    <message>
        <source>夜间</source>
        <translation>Night</translation>
    </message>
    <message>
        <source>秒</source>
        <translation>s</translation>
    </message>
    <message>
        <source>小时</source>
        <translation>h</translation>
    </message>
    <message>
        <source>要填整数。</source>
        <translation>A whole number is needed.</translation>
    </message>
    <message>
        <source>太长，最多 %1 个字。</source>
        <translation>Too long, at most %1 characters.</translation>
    </message>
    <message>
        <source>要在 %1 到 %2 之间。</source>
        <translation>Must be between %1 and %2.</translation>
    </message>
    <message>
        <source>这个值不能用。</source>
        <translation>This value cannot be used.</translation>
    </message>
    <message>
        <source>单位文件</source>
        <translation>Agency file</translation>
    </message>
    <message>
        <source>本机文件</source>
        <translation>File of this machine</translation>
    </message>
    <message>
        <source>读不出，整个没有用</source>
        <translation>cannot be read, nothing of it is used</translation>
    </message>
    <message>
        <source>是新版程序写的，只用了认识的</source>
        <translation>written by a newer program, only what is known is used</translation>
    </message>
    <message>
        <source>值的种类不对，没有用</source>
        <translation>value of the wrong kind, not used</translation>
    </message>
    <message>
        <source>值超出范围，没有用</source>
        <translation>value out of range, not used</translation>
    </message>
    <message>
        <source>值不在可选的里面，没有用</source>
        <translation>value not among the choices, not used</translation>
    </message>
    <message>
        <source>不认识，留着没有用</source>
        <translation>not known, kept but not used</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>查设置</source>
        <translation>Search settings</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>诊断</source>
        <translation>Diagnostics</translation>
    </message>
    <message>
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message>
        <source>没有找到“%1”。换个词。</source>
        <translation>Nothing found for “%1”. Try another word.</translation>
    </message>
</context>
<context>
    <name>SignalBars</name>
    <message>
        <source>信号强度 dB-Hz&#x3000;自 20 起</source>
        <translation>Signal strength dB-Hz, from 20</translation>
    </message>
    <message>
        <source>实心 参与定位&#x3000;空心 未参与</source>
        <translation>Filled: used  Hollow: not used</translation>
    </message>
    <message>
        <source>未收到卫星数据</source>
        <translation>No satellite data</translation>
    </message>
    <message>
        <source>用 %1&#x3000;见 %2</source>
        <translation>%1 used, %2 in view</translation>
    </message>
    <message>
        <source>另 %1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>无</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>SkyPlot</name>
    <message>
        <source>北</source>
        <translation>N</translation>
    </message>
    <message>
        <source>东</source>
        <translation>E</translation>
    </message>
    <message>
        <source>南</source>
        <translation>S</translation>
    </message>
    <message>
        <source>西</source>
        <translation>W</translation>
    </message>
</context>
<context>
    <name>StampView</name>
    <message>
        <source>补记 {time}</source>
        <translation>Late entry {time}</translation>
    </message>
    <message>
        <source>无位置</source>
        <translation>No position</translation>
    </message>
    <message>
        <source>定位 {age}</source>
        <translation>Fix {age}</translation>
    </message>
    <message>
        <source>用 {time} 的位置，{age} 前</source>
        <translation>Position of {time}, {age} old</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>日间、强光、夜间</source>
        <translation>Day, sunlight, night</translation>
    </message>
    <message>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
</context>
<context>
    <name>StickyDay</name>
    <message>
        <source>发生时间&#x3000;新 → 旧</source>
        <translation>Happened, newest first</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>日常</source>
        <translation>Routine</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>DRILL</translation>
    </message>
    <message>
        <source>实战</source>
        <translation>REAL</translation>
    </message>
    <message>
        <source>没有事件</source>
        <translation>No incident</translation>
    </message>
    <message>
        <source>记录照常保存</source>
        <translation>Records go on</translation>
    </message>
    <message>
        <source>未定级</source>
        <translation>No level</translation>
    </message>
    <message>
        <source>已历时 {span}</source>
        <translation>elapsed {span}</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>ended</translation>
    </message>
    <message>
        <source>定位有效</source>
        <translation>Fix live</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>定位过时</source>
        <translation>Fix stale</translation>
    </message>
    <message>
        <source>过时</source>
        <translation>Stale</translation>
    </message>
    <message>
        <source>定位失效</source>
        <translation>Fix lost</translation>
    </message>
    <message>
        <source>失效</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>未定位</source>
        <translation>No fix</translation>
    </message>
    <message>
        <source>位置未知</source>
        <translation>Position unknown</translation>
    </message>
    <message>
        <source>最后位置 {time}</source>
        <translation>Last fix {time}</translation>
    </message>
    <message>
        <source>推算 {age}</source>
        <translation>Reckoned {age}</translation>
    </message>
    <message>
        <source>本机时钟，未对时</source>
        <translation>PC clock, not checked</translation>
    </message>
    <message>
        <source>未对时</source>
        <translation>not checked</translation>
    </message>
    <message>
        <source>本机 {offset}</source>
        <translation>PC {offset}</translation>
    </message>
    <message>
        <source>北斗</source>
        <comment>bearer</comment>
        <translation>BDS</translation>
    </message>
    <message>
        <source>4G</source>
        <comment>bearer</comment>
        <translation>4G</translation>
    </message>
    <message>
        <source>卫星</source>
        <comment>bearer</comment>
        <translation>SAT</translation>
    </message>
    <message>
        <source>局域网</source>
        <comment>bearer</comment>
        <translation>LAN</translation>
    </message>
    <message>
        <source>北斗短报文</source>
        <translation>BeiDou</translation>
    </message>
    <message>
        <source>4G/5G</source>
        <translation>4G/5G</translation>
    </message>
    <message>
        <source>卫星宽带</source>
        <translation>Satellite</translation>
    </message>
    <message>
        <source>现场局域网</source>
        <translation>Scene LAN</translation>
    </message>
    <message>
        <source>待发 {count}</source>
        <translation>{count} queued</translation>
    </message>
    <message>
        <source>未开通</source>
        <translation>off</translation>
    </message>
    <message>
        <source>中断 {age}</source>
        <translation>down {age}</translation>
    </message>
    <message>
        <source>没有连上过</source>
        <translation>never up</translation>
    </message>
    <message>
        <source>正在连接</source>
        <translation>connecting</translation>
    </message>
    <message>
        <source>北斗{count}</source>
        <translation>BDS {count}</translation>
    </message>
    <message>
        <source>总{count}</source>
        <translation>of {count}</translation>
    </message>
    <message>
        <source>正在搜星</source>
        <translation>Searching</translation>
    </message>
    <message>
        <source>正在监听</source>
        <translation>Listening</translation>
    </message>
    <message>
        <source>正在打开</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>没有数据</source>
        <translation>No data</translation>
    </message>
    <message>
        <source>端口被占用</source>
        <translation>Port held</translation>
    </message>
    <message>
        <source>无权打开端口</source>
        <translation>No permission</translation>
    </message>
    <message>
        <source>接收机已断开</source>
        <translation>Unplugged</translation>
    </message>
    <message>
        <source>没有接收机</source>
        <translation>No receiver</translation>
    </message>
    <message>
        <source>{place}{direction} {distance}</source>
        <translation>{distance} {direction} of {place}</translation>
    </message>
    <message>
        <source>北</source>
        <comment>direction</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>东北</source>
        <comment>direction</comment>
        <translation>NE</translation>
    </message>
    <message>
        <source>东</source>
        <comment>direction</comment>
        <translation>E</translation>
    </message>
    <message>
        <source>东南</source>
        <comment>direction</comment>
        <translation>SE</translation>
    </message>
    <message>
        <source>南</source>
        <comment>direction</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>西南</source>
        <comment>direction</comment>
        <translation>SW</translation>
    </message>
    <message>
        <source>西</source>
        <comment>direction</comment>
        <translation>W</translation>
    </message>
    <message>
        <source>西北</source>
        <comment>direction</comment>
        <translation>NW</translation>
    </message>
    <message>
        <source>本机守时</source>
        <translation>PC holds time</translation>
    </message>
    <message>
        <source>北斗授时</source>
        <translation>BeiDou time</translation>
    </message>
    <message>
        <source>卫星授时</source>
        <translation>GNSS time</translation>
    </message>
</context>
<context>
    <name>SummaryBand</name>
    <message>
        <source>任务完成</source>
        <translation>tasks done</translation>
    </message>
    <message>
        <source>超时</source>
        <translation>overdue</translation>
    </message>
    <message>
        <source>将到</source>
        <translation>due soon</translation>
    </message>
    <message>
        <source>文库里没有这一版，任务无法列出。</source>
        <translation>This edition is not in the library; its tasks cannot be listed.</translation>
    </message>
    <message>
        <source>文本与启动时不同</source>
        <translation>the text differs from the one started</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message>
        <source>急报</source>
        <translation>Flash</translation>
    </message>
    <message>
        <source>业务</source>
        <translation>Operations</translation>
    </message>
    <message>
        <source>轨迹</source>
        <translation>Track</translation>
    </message>
    <message>
        <source>资料</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>本机 %1 条，还没有入网，只存在本机</source>
        <translation>%1 records here, not enrolled, on this machine only</translation>
    </message>
    <message>
        <source>本机 %1 条，平台说有 %2，比本机多</source>
        <translation>%1 records here, the platform says %2, more than here</translation>
    </message>
    <message>
        <source>本机 %1 条，平台全部收讫</source>
        <translation>%1 records here, all received by the platform</translation>
    </message>
    <message>
        <source>本机 %1 条，平台已收讫 %2，差 %3</source>
        <translation>%1 records here, %2 received by the platform, %3 to go</translation>
    </message>
    <message>
        <source>还没有通过</source>
        <translation>Has not been up yet</translation>
    </message>
    <message>
        <source>上次收到回答 %1</source>
        <translation>Last answer %1</translation>
    </message>
    <message>
        <source>%1 后再试</source>
        <translation>Next try in %1</translation>
    </message>
    <message>
        <source>待发 %1</source>
        <translation>%1 queued</translation>
    </message>
    <message>
        <source>%1 起另编号。旧备份缺的已经取回。</source>
        <translation>Numbered apart since %1. What the old backup lacked has come back.</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>现在试</source>
        <translation>Try now</translation>
    </message>
    <message>
        <source>没有被拒的记录。</source>
        <translation>No record was refused.</translation>
    </message>
    <message>
        <source>平台</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>链路</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>实心 收讫&#x3000;斜线 已发&#x3000;空 待发</source>
        <translation>Filled: received  Hatched: sent  Empty: queued</translation>
    </message>
    <message>
        <source>四类记录</source>
        <translation>Four lanes</translation>
    </message>
    <message>
        <source>被拒和隔离</source>
        <translation>Refused and quarantined</translation>
    </message>
    <message>
        <source>已在试</source>
        <translation>Trying already</translation>
    </message>
    <message>
        <source>没有入网，不能试</source>
        <translation>Not enrolled, cannot try</translation>
    </message>
    <message>
        <source>以平台 %1 的回答为准</source>
        <translation>As the platform answered at %1</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>本车编号</source>
        <translation>Number of this vehicle</translation>
    </message>
    <message>
        <source>平台密钥</source>
        <translation>Key of the platform</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Numbering</translation>
    </message>
    <message>
        <source>另有 %1 条</source>
        <translation>%1 more</translation>
    </message>
</context>
<context>
    <name>TaskPanel</name>
    <message>
        <source>检查表</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>改派</source>
        <translation>Reassign</translation>
    </message>
    <message>
        <source>重新打开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>不适用（须写原因）</source>
        <translation>Not applicable (reason required)</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>选一项任务看详情</source>
        <translation>Choose a task for details</translation>
    </message>
    <message>
        <source>改派给谁</source>
        <translation>Reassign to whom</translation>
    </message>
    <message>
        <source>姓名或单位</source>
        <translation>Name or unit</translation>
    </message>
    <message>
        <source>记下改派</source>
        <translation>Record reassignment</translation>
    </message>
    <message>
        <source>不按预案执行</source>
        <translation>Deviate from plan</translation>
    </message>
    <message>
        <source>原因（必填）</source>
        <translation>Reason (required)</translation>
    </message>
    <message>
        <source>记为不适用</source>
        <translation>Record as not applicable</translation>
    </message>
    <message>
        <source>完成标准：%1</source>
        <translation>Done when: %1</translation>
    </message>
    <message>
        <source>负责：%1</source>
        <translation>Owner: %1</translation>
    </message>
    <message>
        <source>预案原文</source>
        <translation>Wording of the plan</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>自动</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>定位</source>
        <translation>positioning</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>sync</translation>
    </message>
    <message>
        <source>预案</source>
        <translation>plans</translation>
    </message>
    <message>
        <source>资源</source>
        <translation>resources</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>incidents</translation>
    </message>
    <message>
        <source>电子围栏</source>
        <translation>Geofence</translation>
    </message>
    <message>
        <source>演示</source>
        <translation>demo</translation>
    </message>
    <message>
        <source>无位置</source>
        <translation>No position</translation>
    </message>
    <message>
        <source>用 %1 的位置</source>
        <translation>Position of %1</translation>
    </message>
    <message>
        <source>用 %1 的位置，%2 前</source>
        <translation>Position of %1, %2 old</translation>
    </message>
    <message>
        <source>补记</source>
        <translation>Late entry</translation>
    </message>
    <message>
        <source>%1 撤回：%2</source>
        <translation>Retracted %1: %2</translation>
    </message>
    <message>
        <source>%1 更正：%2</source>
        <translation>Corrected %1: %2</translation>
    </message>
    <message>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>北京时间</source>
        <translation>Beijing time</translation>
    </message>
</context>
<context>
    <name>TimelineFoot</name>
    <message>
        <source>%1 条</source>
        <translation>Entries %1</translation>
    </message>
    <message>
        <source>正在读取 %1</source>
        <translation>Reading %1</translation>
    </message>
    <message>
        <source>本机 %1&#x3000;未入网</source>
        <translation>Here %1, not enrolled</translation>
    </message>
    <message>
        <source>本机 %1&#x3000;平台 %2</source>
        <translation>Here %1, platform %2</translation>
    </message>
</context>
<context>
    <name>TimelinePage</name>
    <message>
        <source>查全文、人名、地点</source>
        <translation>Search entries</translation>
    </message>
    <message>
        <source>隐藏自动</source>
        <translation>Hide automatic</translation>
    </message>
    <message>
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>时间线</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>上次查看 %1 后新增 %2 条</source>
        <translation>%2 new since %1</translation>
    </message>
    <message>
        <source>没有找到“%1”</source>
        <translation>Nothing found for “%1”</translation>
    </message>
    <message>
        <source>换个词，或把种类改成“全部”。</source>
        <translation>Try another word, or set the kind to All.</translation>
    </message>
    <message>
        <source>还没有指令。</source>
        <translation>No orders yet.</translation>
    </message>
    <message>
        <source>按 F4 下第一条。</source>
        <translation>Press F4 for the first.</translation>
    </message>
    <message>
        <source>还没有这一种记录。</source>
        <translation>No entry of this kind yet.</translation>
    </message>
    <message>
        <source>把种类改成“全部”看其他的。</source>
        <translation>Set the kind to All to see the others.</translation>
    </message>
    <message>
        <source>还没有记录。</source>
        <translation>No entries yet.</translation>
    </message>
    <message>
        <source>按 F2 记第一条。</source>
        <translation>Press F2 for the first.</translation>
    </message>
    <message>
        <source>读不出记录，显示的是上次读到的。</source>
        <translation>The entries cannot be read; shown is what was read last.</translation>
    </message>
</context>
<context>
    <name>TroubleList</name>
    <message>
        <source>知道了</source>
        <translation>Noted</translation>
    </message>
    <message>
        <source>没有告警。</source>
        <translation>No alarms.</translation>
    </message>
    <message>
        <source>最近 {time}，共 {count} 次</source>
        <translation>Last at {time}, {count}×</translation>
    </message>
</context>
</TS>
